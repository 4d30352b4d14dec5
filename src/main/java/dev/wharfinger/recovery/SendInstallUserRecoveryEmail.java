package dev.wharfinger.recovery;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.wharfinger.account.EmailAddress;
import dev.wharfinger.config.AuthenticationType;
import dev.wharfinger.config.Settings;
import dev.wharfinger.http.Api;
import dev.wharfinger.http.ApiOperation;
import dev.wharfinger.http.ApiOperation.Answer;
import dev.wharfinger.http.Call;
import dev.wharfinger.http.Refusal;
import dev.wharfinger.http.RefusedException;
import dev.wharfinger.http.Replies;
import dev.wharfinger.http.SuperuserCall;
import dev.wharfinger.http.WriteRequest;
import dev.wharfinger.http.Writes;
import dev.wharfinger.mail.MailCodes;
import dev.wharfinger.security.Caller;
import dev.wharfinger.security.Scope;
import dev.wharfinger.sql.OneRow;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/** A superuser helps a user who forgot his password. Source: contract superuser 12. */
@Path(Api.ROOT)
public class SendInstallUserRecoveryEmail {

  @Inject Call call;
  @Inject Writes writes;
  @Inject Settings settings;
  @Inject SuperuserCall superusers;
  @Inject Pool pool;
  @Inject MailCodes codes;

  @POST
  @Path("superusers/users/{username}/sendrecovery")
  @ApiOperation(
      summary = "Send a user a mail by which he comes in without his password, as a superuser.",
      scope = Scope.SUPER_USER,
      tag = "superuser",
      internal = true,
      answers = @Answer(schema = "RecoveryMail"))
  public Uni<Response> sendInstallUserRecoveryEmail(@PathParam("username") String name) {
    if (!settings.featureMailing()) {
      throw new RefusedException(Refusal.notFound());
    }
    Caller.User caller = call.requireFreshUser();
    if (settings.authenticationType() != AuthenticationType.DATABASE) {
      throw new RefusedException(RequestRecoveryEmail.KEPT_ELSEWHERE);
    }
    superusers.mayWrite(caller);
    WriteRequest request = writes.begin(call);
    return pool.preparedQuery("SELECT id, email FROM namespace WHERE name = $1 AND kind = 'user'")
        .execute(Tuple.of(name))
        .flatMap(rows -> {
          if (rows.size() == 0) {
            throw new RefusedException(Refusal.notFound());
          }
          return send(name, OneRow.of(rows), caller, request);
        });
  }

  private Uni<Response> send(String name, Row user, Caller.User caller, WriteRequest request) {
    if (superusers.isSuperuser(name)) {
      throw new RefusedException(
          Refusal.invalidRequest("Cannot send a recovery email for a superuser"));
    }
    String email = user.getString(1);
    if (!EmailAddress.isValid(email)) {
      throw new RefusedException(Refusal.invalidRequest("Invalid email address: " + email));
    }
    return writes
        .submit(
            request, Writes.actor(call, caller), AskForRecovery.of(user.getLong(0), request, codes))
        .map(_ -> Replies.ok(JsonNodeFactory.instance.objectNode().put("email", email)));
  }
}
