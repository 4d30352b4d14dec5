package dev.wharfinger.platform.security;

import java.util.UUID;

/**
 * The enabled user on whose behalf a credential acts.
 *
 * @param key the id of the encryption key of the user's personal data
 */
public record Holder(long account, String name, UUID key) {}
