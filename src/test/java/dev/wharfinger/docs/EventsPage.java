package dev.wharfinger.docs;

import dev.wharfinger.platform.id.Id;
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
      | `hash` | SHA-256 (lower-case hex) of the record's bytes without this first member, that is, of `{` and everything after `"hash":"...",` |
      | `mac` | HMAC-SHA-256 (lower-case hex) of the record's bytes without `hash` and `mac`, that is, of `{` and everything after `"mac":"...",` |
      | `macKey` | id of the key: the first 8 bytes of HKDF-SHA-256 from the master key with `wharfinger/id`; the key itself is the 32 bytes derived with `wharfinger/journal-mac` |
      | `seq` | number of the record among the valid records: 1, 2, 3, ... |
      | `prevHash` | `hash` of the preceding valid record; 64 zeros for the first |
      | `commandId` | id of the command; the same for a retry |
      | `fingerprint` | keyed digest of the request, if it had an `Idempotency-Key`; else null |
      | `correlationId`, `causationId` | id shared by all records of one request or job; id of the command that caused this one, or null |
      | `time` | when the command was received, ISO 8601, UTC |
      | `nextId` | the next small integer id after this record |
      | `actor` | `account`, `name`, `address`, `userAgent`, `token`, `clientId`, `application`; each null if there is none |
      | `events` | the command's events, in order: `type` and `data` |

      **A record is valid if and only if its `mac` is correct, its `seq` is that of the last valid record plus one, and its `prevHash` is the `hash` of the last valid record. Skip
      all others**, but stop at a record with a correct `mac` and a higher `seq` whose predecessor does not precede it on the topic: a record was altered or is missing. A sealed value is `{"key": <id of the subject's key>, "sealed": <base64 of nonce, ciphertext and tag>}`: AES-256-GCM,
      12-byte nonce, 16-byte tag, the command id as associated data.

      The topic `<prefix>.audit` publishes every valid record to subscribers ([feed.md](feed.md), [asyncapi.yaml](asyncapi.yaml)):
      one message for each event, of type `dev.wharfinger.` followed by the name below, with the event's fields in `event`. Sealed text appears there as a digest, or
      in plain text if `WHARFINGER_AUDIT_PERSONAL_DATA` is on, and as `(erased)` once its data subject is erased; secrets always appear as digests. Each section below lists the entities that the
      message shows before and after the event. The fields that identify an entity are in braces.

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
            type.written() ? "" : "No longer written, only read.\n\n",
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
    if (type == long.class
        || type == Long.class
        || type == int.class
        || type == Integer.class
        || Id.class.isAssignableFrom(type)) {
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
