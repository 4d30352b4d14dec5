/**
 * What users and organizations have in common: the lists of superusers, and changes to the rows of
 * any account.
 */
@NullMarked
package dev.wharfinger.accounts.account;

import org.jspecify.annotations.NullMarked;
