package dev.wharfinger.repositories.export;

import dev.wharfinger.platform.vault.Personal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An export as it was asked for, whatever it is of.
 *
 * @param id its name on the wire
 * @param end exclusive
 * @param code what the secret part of its address follows from
 * @param codeDigest how that part is recognised
 * @param callbackUrl whom to tell; null for nobody
 * @param callbackEmail whom to write; null for nobody
 */
record Export(
    UUID id,
    Instant start,
    Instant end,
    UUID code,
    String codeDigest,
    @Nullable Personal callbackUrl,
    @Nullable Personal callbackEmail) {}
