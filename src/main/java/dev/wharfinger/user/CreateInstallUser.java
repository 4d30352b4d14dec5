package dev.wharfinger.user;

import static dev.wharfinger.http.Schema.string;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.account.EncryptedPassword;
import dev.wharfinger.account.PasswordSecret;
import dev.wharfinger.config.AuthenticationType;
import dev.wharfinger.config.Settings;
import dev.wharfinger.http.Api;
import dev.wharfinger.http.ApiOperation;
import dev.wharfinger.http.ApiOperation.Answer;
import dev.wharfinger.http.Call;
import dev.wharfinger.http.Refusal;
import dev.wharfinger.http.RefusedException;
import dev.wharfinger.http.Replies;
import dev.wharfinger.http.Schema;
import dev.wharfinger.http.TextLengths;
import dev.wharfinger.http.WriteRequest;
import dev.wharfinger.http.Writes;
import dev.wharfinger.journal.Command;
import dev.wharfinger.journal.Decision;
import dev.wharfinger.journal.Ids;
import dev.wharfinger.mail.MailCodes;
import dev.wharfinger.security.Caller;
import dev.wharfinger.security.Passwords;
import dev.wharfinger.security.Scope;
import dev.wharfinger.user.UserEvent.Origin;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.UUID;

/**
 * A superuser creates a user; the generated password is shown this once. Source: contract superuser
 * 2.1.
 */
@Path(Api.ROOT)
public class CreateInstallUser {

  private static final int PASSWORD_LENGTH = 32;

  static final Schema BODY =
      Schema.object()
          .required("username")
          .property("username", string().heldTo(TextLengths.NAME))
          .property("email", string().heldTo(TextLengths.EMAIL));

  @Inject Call call;
  @Inject Writes writes;
  @Inject Settings settings;
  @Inject Passwords passwords;
  @Inject PasswordSecret secret;
  @Inject MailCodes codes;

  @POST
  @Path("superuser/users/")
  @ApiOperation(
      summary = "Create a user, as a superuser.",
      scope = Scope.SUPER_USER,
      answers = @Answer(schema = "NewUser"))
  public Uni<Response> createInstallUser() {
    Caller.User caller = call.requireFreshUser();
    ObjectNode body = call.body(BODY);
    if (settings.authenticationType() != AuthenticationType.DATABASE) {
      throw new RefusedException(
          Refusal.invalidRequest("Cannot create a user in a non-database auth system"));
    }
    if (!caller.superuser()) {
      throw new RefusedException(Refusal.denied(caller));
    }
    WriteRequest request =
        writes.begin(call).answeredOnce("superuser/users/" + body.get("username").textValue());
    String password = request.draw().text("password", PASSWORD_LENGTH);
    return writes
        .withNewKey(key ->
            passwords
                .hash(password, call.clientAddress())
                .map(hash -> new Create(user(body, request, key, hash), confirmation(request)))
                .flatMap(command -> writes.submit(request, Writes.actor(call, caller), command)))
        .map(_ -> Replies.ok(view(body, password)));
  }

  private NewUser user(ObjectNode body, WriteRequest request, UUID key, String hash) {
    return new NewUser(
        body.get("username").textValue(),
        Optional.ofNullable(body.get("email")).map(JsonNode::textValue).orElse(null),
        request.draw().uuid("email"),
        key,
        hash,
        settings.featureMailing(),
        settings.defaultTagExpiration().seconds(),
        Origin.INSTALLED);
  }

  private ObjectNode view(ObjectNode body, String password) {
    ObjectNode view =
        JsonNodeFactory.instance.objectNode().put("username", body.get("username").textValue());
    view.put("email", body.path("email").textValue())
        .put("password", password)
        .put("encrypted_password", EncryptedPassword.of(password, secret.key()));
    return view;
  }

  /** The code of the mail that asks to confirm the e-mail, where mail is on. */
  private Optional<Confirmation> confirmation(WriteRequest request) {
    return settings.featureMailing()
        ? Optional.of(Confirmation.of(request, codes))
        : Optional.empty();
  }

  record Create(NewUser user, Optional<Confirmation> confirmation)
      implements Command<NewUser.Taken> {

    @Override
    public Uni<NewUser.Taken> load(SqlConnection connection) {
      return user.taken(connection);
    }

    @Override
    public Decision decide(NewUser.Taken taken, Ids ids) {
      return user.issue(taken)
          .map(issue -> Decision.reject(Refusal.message(issue)))
          .orElseGet(() -> Decision.accept(user.events(ids, confirmation)));
    }
  }
}
