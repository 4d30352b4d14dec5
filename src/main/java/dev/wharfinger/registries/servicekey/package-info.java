/** Keys of services: created here, approved by superusers, published for verification. */
@NullMarked
package dev.wharfinger.registries.servicekey;

import org.jspecify.annotations.NullMarked;
