/** What lies under {@code deploy} agrees with the service. */
@NullMarked
package dev.wharfinger.deploy;

import org.jspecify.annotations.NullMarked;
