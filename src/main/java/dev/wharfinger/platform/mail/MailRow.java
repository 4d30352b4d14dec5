package dev.wharfinger.platform.mail;

import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.journal.EventMetadata;
import dev.wharfinger.platform.journal.Rows;
import dev.wharfinger.platform.vault.Personal;
import io.vertx.core.json.JsonObject;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A mail that an event requests, which a projector queues along with the rows of its event.
 *
 * @param id drawn with the event
 * @param account the recipient's account, with which the mail is deleted; null without one
 * @param sender the account on whose behalf the mail is sent, with which it is deleted as well;
 *     null without one
 * @param address the recipient's address; an erased subject gets no mail
 * @param code the UUID from which the mail's secret code is derived
 * @param about the names that its text mentions
 */
public record MailRow(
    long id,
    MailKind kind,
    @Nullable AccountId account,
    @Nullable AccountId sender,
    Personal address,
    UUID code,
    Map<String, String> about) {

  public MailRow {
    about = Map.copyOf(about);
  }

  /** Queues it. */
  public void queue(EventMetadata metadata, Rows rows) {
    switch (address) {
      case Personal.Known known ->
          rows.insert(
              "mail (id, kind, account, sender, address, code, about, created)",
              id,
              kind.name(),
              account,
              sender,
              known.value(),
              code,
              new JsonObject(new HashMap<>(about)),
              metadata.time().atOffset(ZoneOffset.UTC));
      case Personal.Erased _ -> {}
      case Personal.Sealed _ -> throw new IllegalStateException("a sealed value is not open");
    }
  }
}
