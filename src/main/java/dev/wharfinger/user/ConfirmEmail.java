package dev.wharfinger.user;

import dev.wharfinger.config.RegistryState;
import dev.wharfinger.config.Settings;
import dev.wharfinger.http.Refusal;
import dev.wharfinger.http.RefusedException;
import dev.wharfinger.journal.Actor;
import dev.wharfinger.journal.Command;
import dev.wharfinger.journal.Decision;
import dev.wharfinger.journal.Envelope;
import dev.wharfinger.journal.Ids;
import dev.wharfinger.journal.Outcome;
import dev.wharfinger.journal.Writer;
import dev.wharfinger.mail.MailCodes;
import dev.wharfinger.user.ConfirmationEvent.EmailConfirmed;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.OptionalLong;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** The link in the mail that asks a new user to confirm his e-mail. Source: superuser 2.1. */
@Path("/confirm")
public class ConfirmEmail {

  private static final Refusal INVALID = Refusal.message("Invalid confirmation code.");

  @Inject Writer writer;
  @Inject Settings settings;

  @GET
  @Produces(MediaType.TEXT_PLAIN)
  @Operation(operationId = "confirmEmail", summary = "Confirm the e-mail of a new user.")
  public Uni<String> confirmEmail(@QueryParam("code") @Nullable String code) {
    if (settings.registryState() == RegistryState.READONLY) {
      throw new RefusedException(Refusal.READ_ONLY);
    }
    UUID id = UUID.randomUUID();
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    return writer
        .submit(
            new Envelope(id, null, id, null, Actor.SERVICE, now),
            new Confirm(MailCodes.digestOf(code == null ? "" : code)))
        .map(outcome ->
            switch (outcome) {
              case Outcome.Done _ -> "Your e-mail address is confirmed.\n";
              case Outcome.Refused _, Outcome.Mismatched _ -> throw new RefusedException(INVALID);
            });
  }

  record Confirm(String digest) implements Command<OptionalLong> {

    @Override
    public Uni<OptionalLong> load(SqlConnection connection) {
      return connection
          .preparedQuery("SELECT account FROM email_confirmation WHERE code_digest = $1")
          .execute(Tuple.of(digest))
          .map(rows ->
              rows.size() == 0
                  ? OptionalLong.empty()
                  : OptionalLong.of(rows.iterator().next().getLong(0)));
    }

    @Override
    public Decision decide(OptionalLong user, Ids ids) {
      return user.isPresent()
          ? Decision.accept(new EmailConfirmed(user.getAsLong()))
          : Decision.reject(INVALID);
    }
  }
}
