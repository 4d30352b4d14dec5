/** Tokens by which registries let clients in: who they are and what they may do there. */
@NullMarked
package dev.wharfinger.registries.registrytoken;

import org.jspecify.annotations.NullMarked;
