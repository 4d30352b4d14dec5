/** Keys of services: made here, approved by superusers, published to whoever verifies with them. */
@NullMarked
package dev.wharfinger.registries.servicekey;

import org.jspecify.annotations.NullMarked;
