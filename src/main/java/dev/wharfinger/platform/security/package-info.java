/** From a bearer token to the caller of an operation, his scopes and his roles. */
@NullMarked
package dev.wharfinger.platform.security;

import org.jspecify.annotations.NullMarked;
