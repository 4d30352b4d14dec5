/** The service's description of itself in the form that clients of Quay read. */
@NullMarked
package dev.wharfinger.platform.discovery;

import org.jspecify.annotations.NullMarked;
