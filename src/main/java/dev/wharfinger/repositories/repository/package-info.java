/** Administration of repositories; their content is managed by the registry. */
@NullMarked
package dev.wharfinger.repositories.repository;

import org.jspecify.annotations.NullMarked;
