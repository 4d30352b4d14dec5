package dev.wharfinger.accounts.user;

import static dev.wharfinger.platform.http.Schema.bool;
import static dev.wharfinger.platform.http.Schema.integer;
import static dev.wharfinger.platform.http.Schema.string;
import static dev.wharfinger.platform.http.Schema.text;
import static dev.wharfinger.platform.http.Schema.type;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.accounts.user.OwnAccountEvent.Field;
import dev.wharfinger.platform.account.PasswordRule;
import dev.wharfinger.platform.config.QuayDuration;
import dev.wharfinger.platform.config.Settings;
import dev.wharfinger.platform.http.Api;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Answer;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.Replies;
import dev.wharfinger.platform.http.Schema;
import dev.wharfinger.platform.http.Sessions;
import dev.wharfinger.platform.http.TextLengths;
import dev.wharfinger.platform.http.WriteRequest;
import dev.wharfinger.platform.http.Writes;
import dev.wharfinger.platform.mail.MailCodes;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.platform.security.Passwords;
import dev.wharfinger.platform.security.ReservedNames;
import dev.wharfinger.platform.security.Scope;
import dev.wharfinger.platform.security.SignInFailures;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Changes the caller's own account, all or nothing. Source: contract sessions 2.2. */
@Path(Api.ROOT)
public class ChangeUserDetails {

  static final Schema BODY =
      Schema.object()
          .property("password", text(TextLengths.SECRET))
          .property("invoice_email", bool())
          .property("tag_expiration_s", integer().minimum(0))
          .property("invoice_email_address", type("string", "null").atMost(TextLengths.EMAIL))
          .property("email", text(TextLengths.EMAIL))
          .property("given_name", textOrNull())
          .property("family_name", textOrNull())
          .property("company", textOrNull())
          .property("location", textOrNull())
          .property("username", string().heldTo(TextLengths.NAME));

  @Inject ApiRequest request;
  @Inject Writes writes;
  @Inject Settings settings;
  @Inject Passwords passwords;
  @Inject SignInFailures failures;
  @Inject MailCodes codes;
  @Inject OwnView view;
  @Inject Sessions sessions;

  @PUT
  @Path("user/")
  @ApiOperation(
      summary = "Change the account of the current user.",
      scope = Scope.USER_ADMIN,
      internal = true,
      answers = @Answer(schema = "LoggedInUser"))
  public Uni<Response> changeUserDetails() {
    Caller.User caller = request.requireFreshUserInScope();
    ObjectNode body = request.body(BODY);
    Optional<String> password = textOf(body, "password");
    WriteRequest begun = writes.begin(request);
    WriteRequest write = password.isPresent() ? begun.answeredOnce("user/") : begun;
    return hashed(password)
        .map(hash -> change(caller, body, write, hash))
        .flatMap(command -> writes.submit(write, Writes.actor(request, caller), command))
        .invoke(done -> password.ifPresent(_ -> renew(caller, done.seq())))
        .call(_ -> password.isPresent() ? reset(caller.name()) : Uni.createFrom().voidItem())
        .flatMap(_ -> view.of(caller))
        .call(own ->
            password.isPresent()
                ? reset(own.get("email").textValue())
                : Uni.createFrom().voidItem())
        .map(Replies::ok);
  }

  /** All sessions of the user have ended; the browser that made the change gets a new one. */
  private void renew(Caller.User caller, long epoch) {
    sessions.begin(request, caller.account(), caller.key(), epoch);
  }

  /** Earlier guesses were at another password. */
  private Uni<Void> reset(String presented) {
    return failures.reset(presented);
  }

  /** The hash of a valid password; of an invalid or absent one, the empty text. */
  private Uni<String> hashed(Optional<String> password) {
    return password
        .filter(plain -> PasswordRule.issue(plain).isEmpty())
        .map(plain -> passwords.hash(plain, request.clientAddress()))
        .orElse(Uni.createFrom().item(""));
  }

  private OwnChange change(Caller.User caller, ObjectNode body, WriteRequest write, String hash) {
    return new OwnChange(
        caller.account(),
        textOf(body, "password")
            .map(plain -> new OwnChange.NewPassword(hash, PasswordRule.issue(plain))),
        Optional.ofNullable(body.get("invoice_email")).map(JsonNode::booleanValue),
        settings.featureChangeTagExpiration()
            ? Optional.ofNullable(body.get("tag_expiration_s"))
                .map(it -> it.decimalValue().toBigInteger())
            : Optional.<BigInteger>empty(),
        settings.tagExpirationOptions().stream()
            .map(QuayDuration::seconds)
            .collect(Collectors.toUnmodifiableSet()),
        nullable(body, "invoice_email_address"),
        textOf(body, "email"),
        settings.featureMailing() ? Optional.of(Confirmation.of(write, codes)) : Optional.empty(),
        write.draw().uuid("email"),
        settings.featureUserMetadata() ? details(body) : Map.of(),
        textOf(body, "username"),
        new OwnChange.Renaming(
            settings.featureUserRename(),
            settings.featureUsernameConfirmation(),
            ReservedNames.of(settings)));
  }

  /** The profile details in the body; an empty value stands for null. */
  private static Map<Field, Optional<String>> details(ObjectNode body) {
    Map<Field, Optional<String>> details = new LinkedHashMap<>();
    for (Field field : Field.values()) {
      nullable(body, field.word()).ifPresent(value -> details.put(field, value));
    }
    return details;
  }

  private static Optional<String> textOf(ObjectNode body, String key) {
    return Optional.ofNullable(body.get(key)).map(JsonNode::textValue);
  }

  /** The text under a key, empty for null; absent if the key is. */
  private static Optional<Optional<String>> nullable(ObjectNode body, String key) {
    return Optional.ofNullable(body.get(key)).map(value -> Optional.ofNullable(value.textValue()));
  }

  private static Schema textOrNull() {
    return type("string", "null").atMost(TextLengths.NAME);
  }
}
