/**
 * Image builds: their progress and their logs. When a repository is deleted, a trigger of db/model
 * deletes its builds; when a user is deleted, a trigger erases the user's name from builds.
 */
@NullMarked
package dev.wharfinger.registries.builds;

import org.jspecify.annotations.NullMarked;
