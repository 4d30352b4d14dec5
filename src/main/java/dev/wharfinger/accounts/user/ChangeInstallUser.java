package dev.wharfinger.accounts.user;

import static dev.wharfinger.platform.http.Schema.bool;
import static dev.wharfinger.platform.http.Schema.string;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.accounts.user.UserEvent.UserDisabled;
import dev.wharfinger.accounts.user.UserEvent.UserEmailChanged;
import dev.wharfinger.accounts.user.UserEvent.UserEnabled;
import dev.wharfinger.accounts.user.UserEvent.UserPasswordChanged;
import dev.wharfinger.platform.account.EncryptedPassword;
import dev.wharfinger.platform.account.PasswordRule;
import dev.wharfinger.platform.account.PasswordSecret;
import dev.wharfinger.platform.config.AuthenticationType;
import dev.wharfinger.platform.config.Settings;
import dev.wharfinger.platform.http.Api;
import dev.wharfinger.platform.http.ApiException;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Answer;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.Replies;
import dev.wharfinger.platform.http.Schema;
import dev.wharfinger.platform.http.SuperuserRequest;
import dev.wharfinger.platform.http.TextLengths;
import dev.wharfinger.platform.http.WriteRequest;
import dev.wharfinger.platform.http.Writes;
import dev.wharfinger.platform.journal.Command;
import dev.wharfinger.platform.journal.CommonRejection;
import dev.wharfinger.platform.journal.Decision;
import dev.wharfinger.platform.journal.Ids;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.platform.security.Passwords;
import dev.wharfinger.platform.security.Scope;
import dev.wharfinger.platform.security.SignInFailures;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Inject;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A superuser changes a user's password, e-mail and access, all or nothing. Source: contract
 * superuser 2.3.
 */
@Path(Api.ROOT)
public class ChangeInstallUser {

  static final Schema BODY =
      Schema.object()
          .property("password", Schema.text(TextLengths.SECRET))
          .property("email", string().heldTo(TextLengths.EMAIL))
          .property("enabled", bool());

  @Inject ApiRequest request;
  @Inject Writes writes;
  @Inject Settings settings;
  @Inject SuperuserRequest superusers;
  @Inject Passwords passwords;
  @Inject PasswordSecret secret;
  @Inject SignInFailures failures;
  @Inject UserView view;

  @PUT
  @Path("superuser/users/{username}")
  @ApiOperation(
      summary = "Change a user, as a superuser.",
      scope = Scope.SUPER_USER,
      answers = @Answer(schema = "InstalledUser"))
  public Uni<Response> changeInstallUser(@PathParam("username") String name) {
    Caller.User caller = request.requireFreshUser();
    ObjectNode body = request.body(BODY);
    superusers.mayWrite(caller);
    Optional<String> password = text(body, "password");
    WriteRequest begun = writes.begin(request);
    WriteRequest write =
        password.isPresent() ? begun.answeredOnce("superuser/users/" + name) : begun;
    return hashed(password)
        .map(hash -> change(name, body, hash, write.draw().uuid("email")))
        .flatMap(command -> writes.submit(write, Writes.actor(request, caller), command))
        .flatMap(_ -> view.find(name))
        .map(found -> found.orElseThrow(ApiException::notFound))
        .call(changed -> password.isPresent() ? reset(changed) : Uni.createFrom().voidItem())
        .invoke(changed ->
            password.ifPresent(plain ->
                changed.put("encrypted_password", EncryptedPassword.of(plain, secret.key()))))
        .map(Replies::ok);
  }

  /** The hash of a valid password; of an invalid or absent one, the empty text. */
  private Uni<String> hashed(Optional<String> password) {
    return password
        .filter(plain -> PasswordRule.issue(plain).isEmpty())
        .map(plain -> passwords.hash(plain, request.clientAddress()))
        .orElse(Uni.createFrom().item(""));
  }

  private Change change(String name, ObjectNode body, String hash, UUID emailStandIn) {
    return new Change(
        name,
        superusers.isSuperuser(name),
        settings.authenticationType(),
        text(body, "password").map(plain -> new NewPassword(hash, PasswordRule.issue(plain))),
        text(body, "email"),
        emailStandIn,
        Optional.ofNullable(body.get("enabled")).map(JsonNode::booleanValue));
  }

  private static Optional<String> text(ObjectNode body, String key) {
    return Optional.ofNullable(body.get(key)).map(JsonNode::textValue);
  }

  /** Earlier guesses were at another password. */
  private Uni<Void> reset(ObjectNode changed) {
    return failures
        .reset(changed.path("name").textValue())
        .flatMap(_ -> failures.reset(changed.path("email").textValue()));
  }

  /**
   * A new password.
   *
   * @param issue what is wrong with it; if present, there is no hash
   */
  record NewPassword(String hash, Optional<String> issue) {
    /** Keeps the hash out of logs. */
    @Override
    public String toString() {
      return "NewPassword[***]";
    }
  }

  record Change(
      String name,
      boolean isSuperuser,
      AuthenticationType authentication,
      Optional<NewPassword> password,
      Optional<String> email,
      UUID emailStandIn,
      Optional<Boolean> enabled)
      implements Command<InstalledUser> {

    @Override
    public Uni<InstalledUser> load(SqlConnection connection) {
      return InstalledUser.load(connection, name, email.orElse(""));
    }

    @Override
    public Decision decide(InstalledUser state, Ids ids) {
      return switch (state) {
        case InstalledUser.Missing _ -> Decision.reject(CommonRejection.NOT_FOUND);
        case InstalledUser.Present _ when isSuperuser ->
            Decision.reject(UserRejection.Simple.CHANGES_SUPERUSER);
        case InstalledUser.Present user ->
            issue(user).map(Decision::reject).orElseGet(() -> Decision.accept(events(user)));
      };
    }

    private Optional<UserRejection> issue(InstalledUser.Present user) {
      if (password.isPresent() && authentication != AuthenticationType.DATABASE) {
        return Optional.of(UserRejection.Simple.FOREIGN_PASSWORD);
      }
      Optional<String> passwordIssue = password.flatMap(NewPassword::issue);
      if (passwordIssue.isPresent()) {
        return passwordIssue.map(UserRejection.InvalidPassword::new);
      }
      if (email.isPresent() && !keepsEmails()) {
        return Optional.of(UserRejection.Simple.FOREIGN_EMAIL);
      }
      if (email.isPresent() && isTooLong(email.get())) {
        return Optional.of(new UserRejection.InvalidEmail(email.get()));
      }
      return email.isPresent() && user.wantedEmailTaken()
          ? Optional.of(UserRejection.Simple.EMAIL_TAKEN)
          : Optional.empty();
    }

    private static boolean isTooLong(String text) {
      return text.codePointCount(0, text.length()) > TextLengths.EMAIL;
    }

    private boolean keepsEmails() {
      return authentication == AuthenticationType.DATABASE
          || authentication == AuthenticationType.APP_TOKEN;
    }

    private List<UserEvent> events(InstalledUser.Present user) {
      List<UserEvent> events = new ArrayList<>();
      password.ifPresent(it ->
          events.add(
              new UserPasswordChanged(user.id(), user.sealedName(), user.personal(it.hash()))));
      email.ifPresent(it ->
          events.add(
              new UserEmailChanged(
                  user.id(), user.personal(it), user.personal(user.email()), emailStandIn)));
      enabled.ifPresent(it ->
          events.add(
              it
                  ? new UserEnabled(user.id(), user.sealedName())
                  : new UserDisabled(user.id(), user.sealedName())));
      return events;
    }
  }
}
