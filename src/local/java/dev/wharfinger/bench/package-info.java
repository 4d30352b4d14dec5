/** The bench: closed-loop load against the packaged artifact, every figure beside its floor. */
@NullMarked
package dev.wharfinger.bench;

import org.jspecify.annotations.NullMarked;
