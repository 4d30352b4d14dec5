package dev.wharfinger.records.log;

import dev.wharfinger.platform.config.Bound;
import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.id.RepositoryId;
import dev.wharfinger.platform.journal.Actor;
import dev.wharfinger.platform.journal.EventMetadata;
import dev.wharfinger.platform.journal.Rows;
import dev.wharfinger.platform.text.Excerpt;
import dev.wharfinger.platform.vault.Personal;
import io.vertx.core.json.JsonObject;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Builder of a usage log entry, which a projector writes along with the rows of its event. Personal
 * data must be passed as {@link Personal}: the entry records the subjects, so that {@link #erase}
 * finds them. Source: contract common 12.
 */
public final class LogEntry {

  /** Shown in a log in place of a value whose subject was erased. */
  public static final String ERASED = "(erased)";

  /** The key of the client's address; no metadata key begins with a slash. */
  private static final String ADDRESS = "/ip";

  /** One stored metadata value. Source: contract common 16. */
  @Bound(
      of = "stored value in the metadata of a usage log",
      unit = "characters",
      beyond = "cut, ending in \u2026",
      test = "StoredTextsApiTest.keepsTheBeginningOfALongLogValue")
  static final int MAX_VALUE = 2_048;

  private static final String TABLE =
      "usage_log (seq, ordinal, time, kind, namespace, performer, ip, metadata, subjects, places,"
          + " repository)";

  private static final String VALUES =
      "VALUES ($1::bigint, $2::int, $3::timestamptz, $4::text, $5::bigint, $6::bigint, $7::text,"
          + " $8::jsonb, $9::uuid[], $10::text[], $11::bigint)";

  private static final String IF_LOGGED =
      "WHERE NOT EXISTS (SELECT FROM namespace WHERE id = $5 AND name = ANY($12::text[]))";

  private final String kind;
  private @Nullable RepositoryId repository;
  private final JsonObject metadata = new JsonObject();
  private final List<UUID> subjects = new ArrayList<>();
  private final List<String> places = new ArrayList<>();

  private LogEntry(String kind) {
    this.kind = kind;
  }

  /** An entry of one of Quay's kinds. */
  public static LogEntry of(String kind) {
    return new LogEntry(kind);
  }

  /** Adds a metadata key; null stays null. */
  public LogEntry with(String key, @Nullable Object value) {
    metadata.put(key, kept(value instanceof Personal personal ? shown(key, personal) : value));
    return this;
  }

  /** Adds an object that is personal as a whole, as JSON; null stays null. */
  public LogEntry withObject(String key, @Nullable Personal json) {
    if (json == null) {
      metadata.putNull(key);
      return this;
    }
    String shown = shown(key, json);
    metadata.put(key, kept(shown.equals(ERASED) ? shown : new JsonObject(shown)));
    return this;
  }

  /** Also assigns the entry to a repository, which need not exist any more. */
  public LogEntry about(RepositoryId about) {
    repository = about;
    return this;
  }

  /** Writes the entry for an account, which need not exist any more. */
  public void on(AccountId account, EventMetadata eventMetadata, Rows rows) {
    Actor actor = eventMetadata.actor();
    if (actor.token() != null) {
      metadata.put("oauth_token_id", actor.token());
      if (actor.clientId() != null) {
        metadata.put("oauth_token_application_id", actor.clientId());
        metadata.put("oauth_token_application", actor.application());
      }
    }
    String address = actor.address() == null ? null : shown(ADDRESS, actor.address());
    OffsetDateTime time = eventMetadata.time().atOffset(ZoneOffset.UTC);
    rows.once("usage log of " + YearMonth.from(time), "SELECT make_usage_log_month($1)", time);
    List<@Nullable Object> values = new ArrayList<>();
    values.add(eventMetadata.seq());
    values.add(eventMetadata.ordinal());
    values.add(time);
    values.add(kind);
    values.add(account);
    values.add(actor.account());
    values.add(address);
    values.add(metadata);
    values.add(subjects.toArray(UUID[]::new));
    values.add(places.toArray(String[]::new));
    values.add(repository);
    if (eventMetadata.unlogged().isEmpty()) {
      rows.insert(TABLE, values.toArray());
    } else {
      values.add(eventMetadata.unlogged().toArray(String[]::new));
      rows.updateIfPresent(
          "INSERT INTO " + TABLE + " SELECT * FROM (" + VALUES + ") entry " + IF_LOGGED,
          values.toArray());
    }
  }

  /**
   * Makes existing entries look as they would after a rebuild from a journal in which this
   * subject's data are no longer readable.
   */
  public static void erase(UUID subject, Rows rows) {
    rows.updateIfPresent(
        """
        UPDATE usage_log l SET
          ip = CASE WHEN gone.places ? '/ip' THEN $2 ELSE l.ip END,
          metadata = l.metadata || (
            SELECT coalesce(jsonb_object_agg(place, $2::text), '{}')
            FROM jsonb_array_elements_text(gone.places) place WHERE place <> '/ip')
        FROM (
          SELECT time, seq, ordinal, (
            SELECT jsonb_agg(place) FROM unnest(subjects, places) datum (subject, place)
            WHERE subject = $1) AS places
          FROM usage_log WHERE subjects @> ARRAY[$1::uuid]) gone
        WHERE l.time = gone.time AND l.seq = gone.seq AND l.ordinal = gone.ordinal
        """,
        subject,
        ERASED);
  }

  /** A value too long to be stored is cut; if it is not a text, its JSON is. */
  private static @Nullable Object kept(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case String text -> Excerpt.first(text, MAX_VALUE, "\u2026");
      case Number _, Boolean _ -> value;
      default -> {
        String json = io.vertx.core.json.Json.encode(value);
        yield json.length() > MAX_VALUE ? Excerpt.first(json, MAX_VALUE, "\u2026") : value;
      }
    };
  }

  private String shown(String place, Personal personal) {
    subjects.add(personal.key());
    places.add(place);
    return personal.orElse(ERASED);
  }
}
