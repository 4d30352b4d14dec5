/** The service as its clients see it: one process, every kind of caller, the contract's words. */
@NullMarked
package dev.wharfinger.api;

import org.jspecify.annotations.NullMarked;
