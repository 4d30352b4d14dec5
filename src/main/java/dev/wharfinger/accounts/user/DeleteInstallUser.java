package dev.wharfinger.accounts.user;

import dev.wharfinger.accounts.user.UserEvent.UserDeleted;
import dev.wharfinger.platform.http.Api;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Answer;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.Replies;
import dev.wharfinger.platform.http.SuperuserRequest;
import dev.wharfinger.platform.http.Writes;
import dev.wharfinger.platform.journal.Command;
import dev.wharfinger.platform.journal.CommonRejection;
import dev.wharfinger.platform.journal.Decision;
import dev.wharfinger.platform.journal.Ids;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.platform.security.Scope;
import dev.wharfinger.platform.security.SignInFailures;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/**
 * Deletes and erases a user, enabled or not, with everything that belongs to the account; its name
 * can be reused at once. Source: contract superuser 2.4, common 15.
 */
@Path(Api.ROOT)
public class DeleteInstallUser {

  @Inject ApiRequest request;
  @Inject Writes writes;
  @Inject SuperuserRequest superusers;
  @Inject Erasure erasure;
  @Inject SignInFailures failures;

  @DELETE
  @Path("superuser/users/{username}")
  @ApiOperation(
      summary = "Delete a user, as a superuser.",
      scope = Scope.SUPER_USER,
      answers = @Answer(status = 204))
  public Uni<Response> deleteInstallUser(@PathParam("username") String name) {
    Caller.User caller = request.requireFreshUser();
    superusers.mayWrite(caller);
    return writes
        .submit(request, caller, new Delete(name, superusers.isSuperuser(name)))
        .call(done -> erasure.of(done.seq()))
        .call(_ -> failures.reset(name))
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
        case InstalledUser.Missing _ -> Decision.reject(CommonRejection.NOT_FOUND);
        case InstalledUser.Present _ when isSuperuser ->
            Decision.reject(UserRejection.Simple.DELETES_SUPERUSER);
        case InstalledUser.Present user ->
            Decision.accept(new UserDeleted(user.id(), user.sealedName(), user.subjectKey()));
      };
    }
  }
}
