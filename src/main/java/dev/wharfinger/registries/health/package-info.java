/** Health of the service in Quay's terms, for load balancers and probes that were set up for it. */
@NullMarked
package dev.wharfinger.registries.health;

import org.jspecify.annotations.NullMarked;
