/** The rules for names, e-mail addresses and passwords. Source: contract common 14. */
@NullMarked
package dev.wharfinger.platform.account;

import org.jspecify.annotations.NullMarked;
