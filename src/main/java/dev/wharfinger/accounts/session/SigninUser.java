package dev.wharfinger.accounts.session;

import static dev.wharfinger.platform.http.Schema.text;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.platform.config.Settings;
import dev.wharfinger.platform.http.Api;
import dev.wharfinger.platform.http.ApiError;
import dev.wharfinger.platform.http.ApiException;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Answer;
import dev.wharfinger.platform.http.ApiOperation.Rule;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.Schema;
import dev.wharfinger.platform.http.Sessions;
import dev.wharfinger.platform.http.SignInWait;
import dev.wharfinger.platform.http.TextLengths;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.platform.security.PasswordSignIn;
import dev.wharfinger.platform.security.PasswordSignIn.Result;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

/**
 * Starts a session with a user name or an e-mail, and a password. Source: contract sessions 1.5.
 */
@Path(Api.ROOT)
public class SigninUser {

  static final Schema BODY =
      Schema.object()
          .required("username", "password")
          .property("username", text(TextLengths.NAME))
          .property("password", text(TextLengths.SECRET))
          .property("invite_code", text(TextLengths.SECRET));

  @Inject ApiRequest request;
  @Inject Settings settings;
  @Inject PasswordSignIn passwords;
  @Inject Sessions sessions;
  @Inject SignInAudit audit;

  @POST
  @Path("signin")
  @ApiOperation(
      summary = "Sign in.",
      internal = true,
      answers = @Answer(schema = "Success"),
      rules = {Rule.ANONYMOUS_ALWAYS, Rule.WHILE_READ_ONLY, Rule.CSRF_TOKEN_ALWAYS})
  public Uni<Response> signinUser() {
    if (!settings.featureDirectLogin()) {
      throw new ApiException(ApiError.notFound());
    }
    ObjectNode body = request.body(BODY);
    String username = body.get("username").textValue();
    return check(username, body.get("password").textValue())
        .flatMap(result ->
            switch (result) {
              case Result.SignedIn user -> signedInResponse(user);
              case Result.Refused _ -> refuse(username, SignInReplies.INVALID);
              case Result.Disabled _ -> refuse(username, SignInReplies.DISABLED);
              case Result.TooSoon soon -> Uni.createFrom().item(SignInWait.reply(soon));
            });
  }

  /** If passwords are stored elsewhere, none is accepted. */
  private Uni<Result> check(String username, String password) {
    return passwords.isOn()
        ? passwords.check(username, password, request.clientAddress())
        : Uni.createFrom().item(new Result.Refused());
  }

  private Uni<Response> signedInResponse(Result.SignedIn signedIn) {
    if (!signedIn.verified()) {
      return Uni.createFrom().item(SignInReplies.refused(true, null));
    }
    Caller.User user = signedIn.user();
    return audit
        .signedIn(request, user)
        .invoke(() -> sessions.begin(request, user.account(), user.key(), signedIn.epoch()))
        .map(_ -> SignInReplies.success());
  }

  private Uni<Response> refuse(String username, String message) {
    return audit
        .refused(request, username, message)
        .map(_ -> SignInReplies.refused(false, message));
  }
}
