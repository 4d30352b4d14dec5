package dev.wharfinger.accounts.user;

import static dev.wharfinger.platform.http.Schema.string;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.accounts.user.UserEvent.Origin;
import dev.wharfinger.platform.account.EncryptedPassword;
import dev.wharfinger.platform.account.PasswordSecret;
import dev.wharfinger.platform.config.AuthenticationType;
import dev.wharfinger.platform.config.Settings;
import dev.wharfinger.platform.http.Api;
import dev.wharfinger.platform.http.ApiError;
import dev.wharfinger.platform.http.ApiException;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Answer;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.Replies;
import dev.wharfinger.platform.http.Schema;
import dev.wharfinger.platform.http.TextLengths;
import dev.wharfinger.platform.http.WriteRequest;
import dev.wharfinger.platform.http.Writes;
import dev.wharfinger.platform.journal.Command;
import dev.wharfinger.platform.journal.Decision;
import dev.wharfinger.platform.journal.Ids;
import dev.wharfinger.platform.mail.MailCodes;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.platform.security.Passwords;
import dev.wharfinger.platform.security.Scope;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.UUID;

/**
 * A superuser creates a user; the generated password is shown only once. Source: contract superuser
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

  @Inject ApiRequest request;
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
    Caller.User caller = request.requireFreshUser();
    ObjectNode body = request.body(BODY);
    if (settings.authenticationType() != AuthenticationType.DATABASE) {
      throw new ApiException(
          ApiError.invalidRequest("Cannot create a user in a non-database auth system"));
    }
    if (!caller.superuser()) {
      throw new ApiException(ApiError.denied(caller));
    }
    WriteRequest write =
        writes.begin(request).answeredOnce("superuser/users/" + body.get("username").textValue());
    String password = write.draw().text("password", PASSWORD_LENGTH);
    return writes
        .withNewKey(key ->
            passwords
                .hash(password, request.clientAddress())
                .map(hash -> new Create(user(body, write, key, hash), confirmation(write)))
                .flatMap(command -> writes.submit(write, Writes.actor(request, caller), command)))
        .map(_ -> Replies.ok(view(body, password)));
  }

  private NewUser user(ObjectNode body, WriteRequest write, UUID key, String hash) {
    return new NewUser(
        body.get("username").textValue(),
        Optional.ofNullable(body.get("email")).map(JsonNode::textValue).orElse(null),
        write.draw().uuid("email"),
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

  /** The code of the mail that asks to confirm the e-mail, if mail is enabled. */
  private Optional<Confirmation> confirmation(WriteRequest write) {
    return settings.featureMailing()
        ? Optional.of(Confirmation.of(write, codes))
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
          .map(issue -> Decision.reject(new UserRejection.NotInstalled(issue)))
          .orElseGet(() -> Decision.accept(user.events(ids, confirmation)));
    }
  }
}
