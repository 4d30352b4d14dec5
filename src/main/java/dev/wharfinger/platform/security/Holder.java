package dev.wharfinger.platform.security;

import dev.wharfinger.platform.id.AccountId;
import java.util.UUID;

/**
 * The enabled user on whose behalf a credential acts.
 *
 * @param key the id of the encryption key of the user's personal data
 */
public record Holder(AccountId account, String name, UUID key) {}
