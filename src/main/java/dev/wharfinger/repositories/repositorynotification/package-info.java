/** Notifications of repositories: who is told of what happens in one, and how. */
@NullMarked
package dev.wharfinger.repositories.repositorynotification;

import org.jspecify.annotations.NullMarked;
