/** What an operator may set: Quay's keys under Quay's names, and a few of our own. */
@NullMarked
package dev.wharfinger.platform.config;

import org.jspecify.annotations.NullMarked;
