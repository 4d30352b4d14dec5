/** Who may do what with a repository, and what new repositories grant by default. */
@NullMarked
package dev.wharfinger.repositories.permission;

import org.jspecify.annotations.NullMarked;
