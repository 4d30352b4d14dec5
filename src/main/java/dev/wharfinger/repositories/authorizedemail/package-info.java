/** E-mail addresses that may receive notifications of a repository, as their owners agreed. */
@NullMarked
package dev.wharfinger.repositories.authorizedemail;

import org.jspecify.annotations.NullMarked;
