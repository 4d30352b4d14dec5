/** The configuration: Quay's keys under Quay's names, and some of the service's own. */
@NullMarked
package dev.wharfinger.platform.config;

import org.jspecify.annotations.NullMarked;
