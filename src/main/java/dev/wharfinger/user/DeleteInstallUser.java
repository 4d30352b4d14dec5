package dev.wharfinger.user;

import dev.wharfinger.http.Api;
import dev.wharfinger.http.ApiOperation;
import dev.wharfinger.http.ApiOperation.Answer;
import dev.wharfinger.http.Call;
import dev.wharfinger.http.Refusal;
import dev.wharfinger.http.Replies;
import dev.wharfinger.http.SuperuserCall;
import dev.wharfinger.http.Writes;
import dev.wharfinger.journal.Command;
import dev.wharfinger.journal.Decision;
import dev.wharfinger.journal.Ids;
import dev.wharfinger.security.Caller;
import dev.wharfinger.security.Scope;
import dev.wharfinger.security.SignInFailures;
import dev.wharfinger.user.UserEvent.UserDeleted;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/**
 * Deletes a user, enabled or not, with everything that hangs on him, and forgets him; his name is
 * free at once. Source: contract superuser 2.4, common 15.
 */
@Path(Api.ROOT)
public class DeleteInstallUser {

  @Inject Call call;
  @Inject Writes writes;
  @Inject SuperuserCall superusers;
  @Inject Erasure erasure;
  @Inject SignInFailures failures;

  @DELETE
  @Path("superuser/users/{username}")
  @ApiOperation(
      summary = "Delete a user, as a superuser.",
      scope = Scope.SUPER_USER,
      answers = @Answer(status = 204))
  public Uni<Response> deleteInstallUser(@PathParam("username") String name) {
    Caller.User caller = call.requireFreshUser();
    superusers.mayWrite(caller);
    return writes
        .submit(call, caller, new Delete(name, superusers.isSuperuser(name)))
        .call(done -> erasure.of(done.seq()))
        .call(_ -> failures.forgive(name))
        .map(Replies::noContent);
  }

  record Delete(String name, boolean isSuperuser) implements Command<InstalledUser> {

    @Override
    public Uni<InstalledUser> load(SqlConnection connection) {
      return InstalledUser.load(connection, name, "");
    }

    @Override
    public Decision decide(InstalledUser state, Ids ids) {
      return switch (state) {
        case InstalledUser.Missing _ -> Decision.reject(Refusal.notFound());
        case InstalledUser.Present _ when isSuperuser ->
            Decision.reject(Refusal.invalidRequest("Cannot delete a superuser"));
        case InstalledUser.Present user ->
            Decision.accept(new UserDeleted(user.id(), user.sealedName(), user.subjectKey()));
      };
    }
  }
}
