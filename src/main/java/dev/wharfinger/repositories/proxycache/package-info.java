/** Organizations that cache what another registry holds: their configuration and its test. */
@NullMarked
package dev.wharfinger.repositories.proxycache;

import org.jspecify.annotations.NullMarked;
