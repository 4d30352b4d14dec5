package dev.wharfinger.log;

import dev.wharfinger.journal.Actor;
import dev.wharfinger.journal.Fact;
import dev.wharfinger.journal.Rows;
import dev.wharfinger.vault.Personal;
import io.vertx.core.json.JsonObject;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * One usage log entry in the making; a projector writes it beside the rows of its event. Source:
 * contract common 12.
 */
public final class LogEntry {

  /** What a log shows in place of a datum whose subject was erased. */
  public static final String ERASED = "(erased)";

  private final String kind;
  private final JsonObject metadata = new JsonObject();

  private LogEntry(String kind) {
    this.kind = kind;
  }

  /** An entry of one of Quay's kinds. */
  public static LogEntry of(String kind) {
    return new LogEntry(kind);
  }

  /** Adds a metadata key; null stays null. */
  public LogEntry with(String key, @Nullable Object value) {
    metadata.put(key, value instanceof Personal personal ? personal.orElse(ERASED) : value);
    return this;
  }

  /** Books the entry on an account, which need not exist any more. */
  public void on(long account, Fact fact, Rows rows) {
    Actor actor = fact.actor();
    if (actor.token() != null) {
      metadata.put("oauth_token_id", actor.token());
      if (actor.clientId() != null) {
        metadata.put("oauth_token_application_id", actor.clientId());
        metadata.put("oauth_token_application", actor.application());
      }
    }
    rows.change(
        "INSERT INTO usage_log (seq, ordinal, time, kind, namespace, performer, ip, metadata)"
            + " VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        fact.seq(),
        fact.ordinal(),
        fact.time().atOffset(ZoneOffset.UTC),
        kind,
        account,
        actor.account(),
        actor.address() == null ? null : actor.address().orElse(ERASED),
        metadata);
  }
}
