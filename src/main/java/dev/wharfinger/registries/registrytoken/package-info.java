/** Tokens for access to registries: who the client is and what it may do there. */
@NullMarked
package dev.wharfinger.registries.registrytoken;

import org.jspecify.annotations.NullMarked;
