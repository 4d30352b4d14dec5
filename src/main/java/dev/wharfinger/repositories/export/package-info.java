/** Exports of usage logs: asked for, announced to whoever is to know, and read as a stream. */
@NullMarked
package dev.wharfinger.repositories.export;

import org.jspecify.annotations.NullMarked;
