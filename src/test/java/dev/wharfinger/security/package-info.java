/** Who is calling: tokens, scopes, roles, passwords. */
@NullMarked
package dev.wharfinger.security;

import org.jspecify.annotations.NullMarked;
