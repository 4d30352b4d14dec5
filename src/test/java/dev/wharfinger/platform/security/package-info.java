/** Who is calling: tokens, scopes, roles, passwords. */
@NullMarked
package dev.wharfinger.platform.security;

import org.jspecify.annotations.NullMarked;
