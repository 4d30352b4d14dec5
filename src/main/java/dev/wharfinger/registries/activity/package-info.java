/**
 * Reports of registries and builders: how they are received, and their effect on sizes and logs.
 * Sizes over distinct blobs are kept by functions of db/activity. When a repository, an account or
 * a limit of a quota is deleted, triggers of db/model delete or erase what was reported of it.
 */
@NullMarked
package dev.wharfinger.registries.activity;

import org.jspecify.annotations.NullMarked;
