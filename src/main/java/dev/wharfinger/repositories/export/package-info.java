/** Exports of usage logs: requested, announced to their recipients, and read as a stream. */
@NullMarked
package dev.wharfinger.repositories.export;

import org.jspecify.annotations.NullMarked;
