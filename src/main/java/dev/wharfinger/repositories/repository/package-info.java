/** Repositories as those see them who administer them; what is in them is the registry's matter. */
@NullMarked
package dev.wharfinger.repositories.repository;

import org.jspecify.annotations.NullMarked;
