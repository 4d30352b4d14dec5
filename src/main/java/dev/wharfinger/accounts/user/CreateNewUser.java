package dev.wharfinger.accounts.user;

import static dev.wharfinger.platform.http.Schema.string;
import static dev.wharfinger.platform.http.Schema.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.accounts.user.UserEvent.Origin;
import dev.wharfinger.platform.account.EmailAddress;
import dev.wharfinger.platform.account.PasswordRule;
import dev.wharfinger.platform.config.AuthenticationType;
import dev.wharfinger.platform.config.Settings;
import dev.wharfinger.platform.http.Api;
import dev.wharfinger.platform.http.ApiError;
import dev.wharfinger.platform.http.ApiException;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Answer;
import dev.wharfinger.platform.http.ApiOperation.Rule;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.Refusals;
import dev.wharfinger.platform.http.Replies;
import dev.wharfinger.platform.http.Schema;
import dev.wharfinger.platform.http.Sessions;
import dev.wharfinger.platform.http.TextLengths;
import dev.wharfinger.platform.http.WriteRequest;
import dev.wharfinger.platform.http.Writes;
import dev.wharfinger.platform.journal.Actor;
import dev.wharfinger.platform.mail.MailCodes;
import dev.wharfinger.platform.outbound.Captcha;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.platform.security.Passwords;
import dev.wharfinger.platform.security.ReservedNames;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Signs up a new user. Source: contract sessions 2.1. */
@Path(Api.ROOT)
public class CreateNewUser {

  private static final UUID NO_KEY = new UUID(0, 0);

  static final Schema BODY =
      Schema.object()
          .required("username", "password")
          .property("username", string().heldTo(TextLengths.NAME))
          .property("password", text(TextLengths.SECRET))
          .property("email", string().heldTo(TextLengths.EMAIL))
          .property("invite_code", text(TextLengths.SECRET))
          .property("recaptcha_response", text(TextLengths.SECRET));

  @Inject ApiRequest request;
  @Inject Writes writes;
  @Inject Pool pool;
  @Inject Settings settings;
  @Inject Passwords passwords;
  @Inject MailCodes codes;
  @Inject Captcha captcha;
  @Inject OwnView view;
  @Inject Sessions sessions;
  @Inject Refusals refusals;

  @POST
  @Path("user/")
  @ApiOperation(
      summary = "Sign up: create an account.",
      internal = true,
      answers = @Answer(schema = "SignedUpUser"),
      rules = Rule.CSRF_TOKEN_ALWAYS)
  public Uni<Response> createNewUser() {
    if (!settings.featureUserCreation() || !settings.featureDirectLogin()) {
      throw new ApiException(ApiError.notFound());
    }
    ObjectNode body = request.body(BODY);
    if (settings.authenticationType() != AuthenticationType.DATABASE) {
      throw new ApiException(ApiError.NO_SUCH_PAGE);
    }
    WriteRequest begun = writes.begin(request);
    // If no mail has to be confirmed first, the answer starts a session.
    WriteRequest write = settings.featureMailing() ? begun : begun.answeredOnce("user/");
    String name = body.get("username").textValue();
    return writes
        .isDone(write)
        .flatMap(done -> done ? Uni.createFrom().voidItem() : refuseEarly(body, write))
        .flatMap(_ ->
            writes.withNewKey(key ->
                passwords
                    .hash(body.get("password").textValue(), request.clientAddress())
                    .map(hash -> signUp(body, write, true, key, hash))
                    .flatMap(command -> writes.submit(write, actor(key), command))))
        .flatMap(_ -> reply(name));
  }

  /** Refused before a key is used and a password hashed as well, because anyone may call this. */
  private Uni<Void> refuseEarly(ObjectNode body, WriteRequest write) {
    SignUp command = signUp(body, write, true, NO_KEY, "");
    return command
        .load(pool)
        .invoke(state -> refuse(command.uninvited(state)))
        .flatMap(state ->
            captcha
                .passes(
                    Optional.empty(),
                    body.path("recaptcha_response").asText(),
                    request.clientAddress())
                .invoke(human -> refuse(signUp(body, write, human, NO_KEY, "").issue(state))))
        .replaceWithVoid();
  }

  private void refuse(Optional<UserRejection> issue) {
    if (issue.isPresent()) {
      throw new ApiException(refusals.of(issue.get()));
    }
  }

  private SignUp signUp(ObjectNode body, WriteRequest write, boolean human, UUID key, String hash) {
    boolean mailing = settings.featureMailing();
    NewUser user =
        new NewUser(
            body.get("username").textValue(),
            Optional.ofNullable(body.get("email")).map(JsonNode::textValue).orElse(null),
            write.draw().uuid("email"),
            key,
            hash,
            mailing,
            settings.defaultTagExpiration().seconds(),
            Origin.SIGNED_UP);
    return new SignUp(
        user,
        PasswordRule.issue(body.get("password").textValue()),
        settings.featureInviteOnlyUserCreation(),
        body.path("invite_code").asText(""),
        human,
        ReservedNames.of(settings).isReserved(body.get("username").textValue()),
        settings.featureBlacklistedEmails()
            && EmailAddress.isOf(body.path("email").asText(""), settings.blacklistedEmailDomains()),
        settings.featureUserMetadata() ? List.of("enter_name", "enter_company") : List.of(),
        mailing ? Optional.of(Confirmation.of(write, codes)) : Optional.empty());
  }

  private Actor actor(UUID key) {
    return switch (request.caller()) {
      case Caller.User user -> Writes.actor(request, user);
      case Caller.Anonymous _ -> Writes.anonymous(request, key);
    };
  }

  /**
   * If mail is enabled, the user has to confirm the e-mail first; otherwise the user is signed in.
   */
  private Uni<Response> reply(String name) {
    return settings.featureMailing()
        ? Uni.createFrom().item(Replies.ok(Map.of("awaiting_verification", true)))
        : sessions.begin(request, name).flatMap(_ -> view.ofNew(name)).map(Replies::ok);
  }
}
