package dev.wharfinger.accounts.user;

import static dev.wharfinger.platform.http.Schema.text;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.platform.account.EncryptedPassword;
import dev.wharfinger.platform.account.PasswordSecret;
import dev.wharfinger.platform.http.Api;
import dev.wharfinger.platform.http.ApiError;
import dev.wharfinger.platform.http.ApiException;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Answer;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.Replies;
import dev.wharfinger.platform.http.Schema;
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
import java.util.Map;

/**
 * Returns the encrypted form of the user's password, for the command line. Source: contract
 * sessions 5.3.
 */
@Path(Api.ROOT)
public class GenerateUserClientKey {

  static final Schema BODY =
      Schema.object().required("password").property("password", text(TextLengths.SECRET));

  @Inject ApiRequest request;
  @Inject PasswordSignIn passwords;
  @Inject PasswordSecret secret;

  @POST
  @Path("user/clientkey")
  @ApiOperation(
      summary = "Get the encrypted password of the current user.",
      scope = Scope.USER_ADMIN,
      answers = @Answer(schema = "ClientKey"))
  public Uni<Response> generateUserClientKey() {
    Caller.User caller = request.requireUserInScope();
    ObjectNode body = request.body(BODY);
    if (!passwords.isOn()) {
      throw new ApiException(ApiError.notFound());
    }
    String password = body.get("password").textValue();
    return passwords
        .check(caller.name(), password, request.clientAddress())
        .map(result ->
            switch (result) {
              case Result.SignedIn _ ->
                  Replies.ok(Map.of("key", EncryptedPassword.of(password, secret.key())));
              case Result.Refused _, Result.Disabled _ ->
                  throw new ApiException(ApiError.invalidRequest("Invalid Username or Password"));
              case Result.TooSoon soon -> SignInWait.reply(soon);
            });
  }
}
