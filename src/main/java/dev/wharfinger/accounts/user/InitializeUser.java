package dev.wharfinger.accounts.user;

import static dev.wharfinger.platform.http.Schema.string;
import static dev.wharfinger.platform.http.Schema.text;
import static dev.wharfinger.platform.http.Schema.type;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.accounts.application.ApplicationEvent.AccessTokenIssued;
import dev.wharfinger.accounts.application.ApplicationEvent.AutomationApplicationCreated;
import dev.wharfinger.accounts.application.IssuedTokens;
import dev.wharfinger.accounts.user.UserEvent.Origin;
import dev.wharfinger.platform.account.EncryptedPassword;
import dev.wharfinger.platform.account.PasswordRule;
import dev.wharfinger.platform.account.PasswordSecret;
import dev.wharfinger.platform.config.AuthenticationType;
import dev.wharfinger.platform.config.Settings;
import dev.wharfinger.platform.http.Api;
import dev.wharfinger.platform.http.ApiError;
import dev.wharfinger.platform.http.ApiException;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Answer;
import dev.wharfinger.platform.http.ApiOperation.Rule;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.Json;
import dev.wharfinger.platform.http.Replies;
import dev.wharfinger.platform.http.Schema;
import dev.wharfinger.platform.http.Sessions;
import dev.wharfinger.platform.http.TextLengths;
import dev.wharfinger.platform.http.WriteRequest;
import dev.wharfinger.platform.http.Writes;
import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.journal.Command;
import dev.wharfinger.platform.journal.Decision;
import dev.wharfinger.platform.journal.Event;
import dev.wharfinger.platform.journal.Ids;
import dev.wharfinger.platform.security.Passwords;
import dev.wharfinger.platform.security.Scope;
import dev.wharfinger.platform.sql.OneRow;
import dev.wharfinger.platform.vault.Personal;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Creates the first user of an empty registry. Source: contract neighbours 2.1. */
@Path(Api.ROOT)
public class InitializeUser {

  /** Lifetime of the token that is issued with the first user, in seconds. */
  private static final long TOKEN_SECONDS = 9_000;

  private static final int SECRET_LENGTH = 40;

  static final Schema BODY =
      Schema.object()
          .required("username", "password")
          .property("username", string().heldTo(TextLengths.NAME))
          .property("password", text(TextLengths.SECRET))
          .property("email", type("string", "null").heldTo(TextLengths.EMAIL));

  @Inject ApiRequest request;
  @Inject Writes writes;
  @Inject Pool pool;
  @Inject Settings settings;
  @Inject Passwords passwords;
  @Inject PasswordSecret secret;
  @Inject IssuedTokens tokens;
  @Inject Sessions sessions;

  @POST
  @Path("user/initialize")
  @ApiOperation(
      summary = "Create the first user.",
      answers = @Answer(schema = "InitializedUser"),
      rules = {Rule.ANONYMOUS_ALWAYS, Rule.CSRF_TOKEN_NEVER})
  public Uni<Response> initializeUser() {
    if (!settings.featureUserInitialize()) {
      throw new ApiException(ApiError.error(404, "Not Found"));
    }
    if (settings.authenticationType() != AuthenticationType.DATABASE) {
      throw new ApiException(
          ApiError.message("Cannot initialize user in a non-database auth system"));
    }
    WriteRequest write = writes.begin(request).answeredOnce("user/");
    // Refused before the body and its costly hash as well, because anyone may call this.
    return refuseNonEmpty(write)
        .map(_ -> request.body(BODY))
        .flatMap(body -> initialize(body, write));
  }

  private Uni<Response> initialize(ObjectNode body, WriteRequest write) {
    String name = body.get("username").textValue();
    return writes
        .withNewKey(key ->
            hashed(body)
                .flatMap(hash ->
                    writes.submit(
                        write, Writes.anonymous(request, key), command(body, write, key, hash))))
        .flatMap(_ -> sessions.begin(request, name))
        .flatMap(_ -> reply(write, body));
  }

  /**
   * Refuses a registry that is not empty, unless this request repeats the one that initialized it.
   */
  private Uni<Void> refuseNonEmpty(WriteRequest write) {
    return writes
        .isDone(write)
        .flatMap(done -> done ? Uni.createFrom().item(true) : isEmpty())
        .invoke(allowed -> {
          if (!allowed) {
            throw new ApiException(UserErrors.NOT_EMPTY);
          }
        })
        .replaceWithVoid();
  }

  private Uni<Boolean> isEmpty() {
    return pool.query("SELECT NOT EXISTS (SELECT FROM namespace)")
        .execute()
        .map(rows -> OneRow.of(rows).getBoolean(0));
  }

  /** The hash of a valid password; of an invalid one, the empty text. */
  private Uni<String> hashed(ObjectNode body) {
    String password = body.get("password").textValue();
    return PasswordRule.issue(password).isPresent()
        ? Uni.createFrom().item("")
        : passwords.hash(password, request.clientAddress());
  }

  private Initialize command(ObjectNode body, WriteRequest write, UUID key, String hash) {
    NewUser user =
        new NewUser(
            body.get("username").textValue(),
            Optional.ofNullable(body.get("email")).map(JsonNode::textValue).orElse(null),
            write.draw().uuid("email"),
            key,
            hash,
            settings.featureMailing(),
            settings.defaultTagExpiration().seconds(),
            Origin.INITIALIZED);
    return new Initialize(
        user,
        PasswordRule.issue(body.get("password").textValue()),
        wantsToken(body),
        write.draw().uuid("token"),
        write.draw().text("client_secret", SECRET_LENGTH),
        write.time().plusSeconds(TOKEN_SECONDS));
  }

  private static boolean wantsToken(ObjectNode body) {
    return Json.isTrue(body.path("access_token"));
  }

  private Uni<Response> reply(WriteRequest write, ObjectNode body) {
    ObjectNode view =
        JsonNodeFactory.instance.objectNode().put("username", body.get("username").textValue());
    view.put("email", body.path("email").textValue())
        .put(
            "encrypted_password",
            EncryptedPassword.of(body.get("password").textValue(), secret.key()));
    if (!wantsToken(body)) {
      return Uni.createFrom().item(Replies.ok(view));
    }
    return tokens
        .text(write.draw().uuid("token"))
        .map(token -> {
          token.ifPresent(text -> view.put("access_token", text));
          return Replies.ok(view);
        });
  }

  record Initialize(
      NewUser user,
      Optional<String> passwordIssue,
      boolean withToken,
      UUID tokenUuid,
      String clientSecret,
      Instant tokenExpires)
      implements Command<Initialize.State> {

    /** What the decision needs. */
    record State(boolean empty, NewUser.Taken taken) {}

    @Override
    public Uni<State> load(SqlConnection connection) {
      return connection
          .preparedQuery("SELECT NOT EXISTS (SELECT FROM namespace)")
          .execute()
          .map(rows -> OneRow.of(rows).getBoolean(0))
          .flatMap(empty -> user.taken(connection).map(taken -> new State(empty, taken)));
    }

    @Override
    public Decision decide(State state, Ids ids) {
      if (!state.empty()) {
        return Decision.reject(UserRejection.Simple.NOT_EMPTY);
      }
      Optional<NewUser.Issue> issue = user.issue(passwordIssue, state.taken());
      if (issue.isPresent()) {
        return Decision.reject(new UserRejection.NotInitialized(issue.get()));
      }
      AccountId id = ids.next(AccountId::new);
      List<Event> events = new ArrayList<>();
      events.add(user.created(id));
      if (withToken) {
        long application = ids.next();
        events.add(
            new AutomationApplicationCreated(
                application,
                id,
                new Personal.Known(user.name(), user.subjectKey()),
                new Personal.Known(clientSecret, user.subjectKey())));
        events.add(
            new AccessTokenIssued(
                ids.next(),
                tokenUuid,
                id,
                application,
                Scope.format(EnumSet.allOf(Scope.class)),
                tokenExpires));
      }
      return Decision.accept(events);
    }
  }
}
