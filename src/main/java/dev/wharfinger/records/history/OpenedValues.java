package dev.wharfinger.records.history;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wharfinger.platform.vault.Personal;
import dev.wharfinger.platform.vault.Sealing;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.SecretKey;

/**
 * Opens what is sealed in the history, for commands that seal it again.
 *
 * @param keys of the subjects that are not erased
 */
public record OpenedValues(Map<UUID, SecretKey> keys) {

  public OpenedValues {
    keys = Map.copyOf(keys);
  }

  /** A sealed value; empty where there is none, and where its subject is erased. */
  public Optional<Personal.Known> open(JsonNode value) {
    if (!value.has("sealed")) {
      return Optional.empty();
    }
    UUID id = UUID.fromString(value.path("key").asText());
    SecretKey key = keys.get(id);
    if (key == null) {
      return Optional.empty();
    }
    try {
      String text =
          Sealing.open(
              key,
              value.path("context").asText(),
              Base64.getDecoder().decode(value.path("sealed").asText()));
      return Optional.of(new Personal.Known(text, id));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a sealed value does not open with its key", e);
    }
  }
}
