/** Repositories that copy a repository of another registry: how, and what came of it. */
@NullMarked
package dev.wharfinger.repositories.mirror;

import org.jspecify.annotations.NullMarked;
