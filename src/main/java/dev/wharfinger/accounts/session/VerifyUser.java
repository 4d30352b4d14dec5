package dev.wharfinger.accounts.session;

import static dev.wharfinger.platform.http.Schema.text;

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
import dev.wharfinger.platform.security.Scope;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

/**
 * Makes the login fresh again, for operations that an old session may not perform. Source: contract
 * sessions 1.5, 1.7.
 */
@Path(Api.ROOT)
public class VerifyUser {

  static final Schema BODY =
      Schema.object().required("password").property("password", text(TextLengths.SECRET));

  @Inject ApiRequest request;
  @Inject Settings settings;
  @Inject PasswordSignIn passwords;
  @Inject Sessions sessions;

  @POST
  @Path("signin/verify")
  @ApiOperation(
      summary = "Verify the current user's password again.",
      scope = Scope.USER_ADMIN,
      internal = true,
      answers = @Answer(schema = "Success"),
      rules = {Rule.WHILE_READ_ONLY, Rule.CSRF_TOKEN_ALWAYS})
  public Uni<Response> verifyUser() {
    if (!settings.featureDirectLogin()) {
      throw new ApiException(ApiError.notFound());
    }
    Caller.User caller = request.requireUserInScope();
    String password = request.body(BODY).get("password").textValue();
    return check(caller, password)
        .map(result ->
            switch (result) {
              case Result.SignedIn signedIn -> renew(signedIn);
              case Result.Refused _, Result.Disabled _ -> SignInReplies.wrongPassword();
              case Result.TooSoon soon -> SignInWait.reply(soon);
            });
  }

  private Uni<Result> check(Caller.User caller, String password) {
    return passwords.isOn()
        ? passwords.check(caller.name(), password, request.clientAddress())
        : Uni.createFrom().item(new Result.Refused());
  }

  private Response renew(Result.SignedIn signedIn) {
    Caller.User user = signedIn.user();
    sessions.begin(request, user.account(), user.key(), signedIn.epoch());
    return SignInReplies.success();
  }
}
