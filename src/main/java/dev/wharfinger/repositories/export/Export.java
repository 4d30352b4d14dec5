package dev.wharfinger.repositories.export;

import dev.wharfinger.platform.vault.Personal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An export as requested, for an account or a repository.
 *
 * @param id its name on the wire
 * @param end exclusive
 * @param code the UUID from which the secret part of its address is derived
 * @param codeDigest the digest by which that part is recognised
 * @param callbackUrl the URL to notify; null for none
 * @param callbackEmail the e-mail address to notify; null for none
 */
record Export(
    UUID id,
    Instant start,
    Instant end,
    UUID code,
    String codeDigest,
    @Nullable Personal callbackUrl,
    @Nullable Personal callbackEmail) {}
