/** Organizations that cache another registry's content: their configuration and its test. */
@NullMarked
package dev.wharfinger.repositories.proxycache;

import org.jspecify.annotations.NullMarked;
