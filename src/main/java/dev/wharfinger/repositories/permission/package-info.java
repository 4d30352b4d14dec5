/**
 * Who may do what with a repository, and what new repositories grant by default. The repositories
 * of each team are counted by triggers of db/model.
 */
@NullMarked
package dev.wharfinger.repositories.permission;

import org.jspecify.annotations.NullMarked;
