/** Resolves credentials to the caller of an operation, with scopes and roles. */
@NullMarked
package dev.wharfinger.platform.security;

import org.jspecify.annotations.NullMarked;
