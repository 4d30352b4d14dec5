package dev.wharfinger.docs;

import dev.wharfinger.platform.journal.EventType;
import dev.wharfinger.platform.journal.EveryArea;
import dev.wharfinger.platform.vault.Personal;
import dev.wharfinger.records.feed.AsyncApi;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code docs/events.md}: what may stand in the journal, read off the catalogue. */
final class EventsPage {
  private static final String HEAD =
      """
      # Events

      Generated from the code; do not edit. The topic `<prefix>.journal` has one partition. A record is a JSON object:

      | member | |
      |---|---|
      | `hash` | SHA-256 (lower-case hex) of the record's bytes without this first member, that is of `{` and everything behind `"hash":"...",` |
      | `mac` | HMAC-SHA-256 (lower-case hex) of the record's bytes without `hash` and `mac`, that is of `{` and everything behind `"mac":"...",` |
      | `macKey` | id of the key: the first 8 bytes of HKDF-SHA-256 from the master key with `wharfinger/id`; the key itself are the 32 bytes with `wharfinger/journal-mac` |
      | `seq` | 1, 2, 3, ... along the chain of valid records |
      | `prevHash` | `hash` of the record before; 64 zeros for the first |
      | `commandId` | the same for a retry of the same command |
      | `fingerprint` | keyed digest of the request that named its command (`Idempotency-Key`), or null |
      | `correlationId`, `causationId` | what belongs together, what caused it |
      | `time` | when the command came in, ISO 8601, UTC |
      | `nextId` | the counter of small integer ids after this record |
      | `actor` | `account`, `name`, `address`, `userAgent`, `token`, `clientId`, `application`; each null where there is none |
      | `events` | the command's events, in order: `type` and `data` |

      **A record is valid if and only if its `mac` is right, its `seq` is the last valid record's plus one and its `prevHash` is that one's `hash`; skip
      all others**, but stop at one with a right `mac` and a higher `seq` whose predecessor does not lie before it: something was altered or is missing. A sealed value is `{"key": <id of the subject's key>, "sealed": <base64 of nonce, ciphertext and tag>}`: AES-256-GCM,
      12-byte nonce, 16-byte tag, the command id as associated data.

      The topic `<prefix>.audit` tells of every valid record to outside subscribers ([feed.md](feed.md), [asyncapi.yaml](asyncapi.yaml)):
      a message for each event, of type `dev.wharfinger.` and the name below, its fields in `event`. There, sealed text is a digest, or
      where personal data are shown (`WHARFINGER_AUDIT_PERSONAL_DATA`) plain, and `(erased)` once its subject is forgotten; of secrets there is a digest. Which entities a message shows before and after is said
      with each event, entities by their names with the fields that tell which one in braces.

      """;

  private EventsPage() {}

  static String markdown() {
    StringBuilder page = new StringBuilder(HEAD);
    EveryArea.AREAS.types().stream()
        .sorted(Comparator.comparing(EventType::name))
        .forEach(type -> page.append(section(type)));
    return page.toString().stripTrailing() + "\n";
  }

  private static String section(EventType type) {
    String rows =
        Arrays.stream(type.event().getRecordComponents())
            .map(field -> "| `" + field.getName() + "` | " + form(field) + " |\n")
            .collect(Collectors.joining());
    return "## `%s`\n\n%s| field | form |\n|---|---|\n%s\n%s"
        .formatted(
            type.name(),
            type.written() ? "" : "Read, not written any more.\n\n",
            rows,
            AsyncApi.changesOf(type.event()));
  }

  private static String form(RecordComponent field) {
    boolean nullable = field.getAnnotatedType().isAnnotationPresent(Nullable.class);
    if (AsyncApi.isDigest(field)) {
      return form(field.getType()) + "; a digest in the feed" + (nullable ? ", or null" : "");
    }
    String form =
        field.getGenericType() instanceof ParameterizedType list
            ? "array of " + form((Class<?>) list.getActualTypeArguments()[0])
            : form(field.getType());
    return form + (nullable ? ", or null" : "");
  }

  private static String form(Class<?> type) {
    if (type == Personal.class) {
      return "sealed text";
    }
    if (type == UUID.class) {
      return "UUID";
    }
    if (type == Instant.class) {
      return "time, ISO 8601";
    }
    if (type == boolean.class || type == Boolean.class) {
      return "boolean";
    }
    if (type == long.class || type == Long.class || type == int.class || type == Integer.class) {
      return "integer";
    }
    if (type == String.class) {
      return "text";
    }
    if (type.isEnum()) {
      return Arrays.stream(type.getEnumConstants())
          .map(constant -> "`" + constant + "`")
          .collect(Collectors.joining(" or "));
    }
    if (type.isRecord()) {
      return Arrays.stream(type.getRecordComponents())
          .map(field -> "`" + field.getName() + "`: " + form(field))
          .collect(Collectors.joining("; ", "object (", ")"));
    }
    return "JSON (" + type.getSimpleName() + ")";
  }
}
