package dev.wharfinger.user;

import static dev.wharfinger.http.Schema.text;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.account.EncryptedPassword;
import dev.wharfinger.account.PasswordSecret;
import dev.wharfinger.http.Api;
import dev.wharfinger.http.ApiOperation;
import dev.wharfinger.http.ApiOperation.Answer;
import dev.wharfinger.http.Call;
import dev.wharfinger.http.Refusal;
import dev.wharfinger.http.RefusedException;
import dev.wharfinger.http.Replies;
import dev.wharfinger.http.Schema;
import dev.wharfinger.http.SignInWait;
import dev.wharfinger.http.TextLengths;
import dev.wharfinger.security.Caller;
import dev.wharfinger.security.PasswordSignIn;
import dev.wharfinger.security.PasswordSignIn.Result;
import dev.wharfinger.security.Scope;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.Map;

/**
 * Gives a user the encrypted form of his password, for the command line. Source: contract sessions
 * 5.3.
 */
@Path(Api.ROOT)
public class GenerateUserClientKey {

  static final Schema BODY =
      Schema.object().required("password").property("password", text(TextLengths.SECRET));

  @Inject Call call;
  @Inject PasswordSignIn passwords;
  @Inject PasswordSecret secret;

  @POST
  @Path("user/clientkey")
  @ApiOperation(
      summary = "Get the encrypted form of the user's password.",
      scope = Scope.USER_ADMIN,
      answers = @Answer(schema = "ClientKey"))
  public Uni<Response> generateUserClientKey() {
    Caller.User caller = call.requireUserInScope();
    ObjectNode body = call.body(BODY);
    if (!passwords.isOn()) {
      throw new RefusedException(Refusal.notFound());
    }
    String password = body.get("password").textValue();
    return passwords
        .check(caller.name(), password, call.clientAddress())
        .map(result ->
            switch (result) {
              case Result.SignedIn _ ->
                  Replies.ok(Map.of("key", EncryptedPassword.of(password, secret.key())));
              case Result.Refused _, Result.Disabled _ ->
                  throw new RefusedException(
                      Refusal.invalidRequest("Invalid Username or Password"));
              case Result.TooSoon soon -> SignInWait.reply(soon);
            });
  }
}
