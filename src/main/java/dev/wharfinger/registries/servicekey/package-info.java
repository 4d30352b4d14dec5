/**
 * Keys of services: created here, approved by superusers, published for verification. When a user
 * is erased, a trigger of db/model erases the user as the creator of keys.
 */
@NullMarked
package dev.wharfinger.registries.servicekey;

import org.jspecify.annotations.NullMarked;
