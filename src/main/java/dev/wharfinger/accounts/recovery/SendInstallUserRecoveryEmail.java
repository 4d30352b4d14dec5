package dev.wharfinger.accounts.recovery;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.wharfinger.platform.account.EmailAddress;
import dev.wharfinger.platform.config.AuthenticationType;
import dev.wharfinger.platform.config.Settings;
import dev.wharfinger.platform.http.Api;
import dev.wharfinger.platform.http.ApiError;
import dev.wharfinger.platform.http.ApiException;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Answer;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.Replies;
import dev.wharfinger.platform.http.SuperuserRequest;
import dev.wharfinger.platform.http.WriteRequest;
import dev.wharfinger.platform.http.Writes;
import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.mail.MailCodes;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.platform.security.Scope;
import dev.wharfinger.platform.sql.OneRow;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/** A superuser sends a user a recovery mail. Source: contract superuser 12. */
@Path(Api.ROOT)
public class SendInstallUserRecoveryEmail {

  @Inject ApiRequest request;
  @Inject Writes writes;
  @Inject Settings settings;
  @Inject SuperuserRequest superusers;
  @Inject Pool pool;
  @Inject MailCodes codes;

  @POST
  @Path("superusers/users/{username}/sendrecovery")
  @ApiOperation(
      summary = "Send an account recovery mail to a user, as a superuser.",
      scope = Scope.SUPER_USER,
      tag = "superuser",
      internal = true,
      answers = @Answer(schema = "RecoveryMail"))
  public Uni<Response> sendInstallUserRecoveryEmail(@PathParam("username") String name) {
    if (!settings.featureMailing()) {
      throw new ApiException(ApiError.notFound());
    }
    Caller.User caller = request.requireFreshUser();
    if (settings.authenticationType() != AuthenticationType.DATABASE) {
      throw new ApiException(RequestRecoveryEmail.KEPT_ELSEWHERE);
    }
    superusers.mayWrite(caller);
    WriteRequest write = writes.begin(request);
    return pool.preparedQuery("SELECT id, email FROM namespace WHERE name = $1 AND kind = 'user'")
        .execute(Tuple.of(name))
        .flatMap(rows -> {
          if (rows.size() == 0) {
            throw new ApiException(ApiError.notFound());
          }
          return send(name, OneRow.of(rows), caller, write);
        });
  }

  private Uni<Response> send(String name, Row user, Caller.User caller, WriteRequest write) {
    if (superusers.isSuperuser(name)) {
      throw new ApiException(
          ApiError.invalidRequest("Cannot send a recovery email for a superuser"));
    }
    String email = user.getString(1);
    if (!EmailAddress.isValid(email)) {
      throw new ApiException(ApiError.invalidRequest("Invalid email address: " + email));
    }
    return writes
        .submit(
            write,
            Writes.actor(request, caller),
            AskForRecovery.of(new AccountId(user.getLong(0)), write, codes))
        .map(_ -> Replies.ok(JsonNodeFactory.instance.objectNode().put("email", email)));
  }
}
