package dev.wharfinger.accounts.user;

import dev.wharfinger.accounts.user.UserEvent.UserDeleted;
import dev.wharfinger.platform.config.AuthenticationType;
import dev.wharfinger.platform.config.Settings;
import dev.wharfinger.platform.http.Api;
import dev.wharfinger.platform.http.ApiError;
import dev.wharfinger.platform.http.ApiException;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Answer;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.Replies;
import dev.wharfinger.platform.http.Sessions;
import dev.wharfinger.platform.http.Writes;
import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.journal.Command;
import dev.wharfinger.platform.journal.CommonRejection;
import dev.wharfinger.platform.journal.Decision;
import dev.wharfinger.platform.journal.Ids;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.platform.security.ReservedNames;
import dev.wharfinger.platform.security.Scope;
import dev.wharfinger.platform.security.SignInFailures;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

/**
 * A user deletes and erases their own account with everything that belongs to it; its name can be
 * reused at once. Source: contract sessions 2.3, common 15.
 */
@Path(Api.ROOT)
public class DeleteCurrentUser {

  /** The name could be reused, and would make its next owner a superuser. */
  private static final ApiError SUPERUSER = ApiError.invalidRequest("Cannot delete a superuser");

  @Inject ApiRequest request;
  @Inject Writes writes;
  @Inject Settings settings;
  @Inject Erasure erasure;
  @Inject SignInFailures failures;
  @Inject Sessions sessions;

  @DELETE
  @Path("user/")
  @ApiOperation(
      summary = "Delete the account of the current user.",
      scope = Scope.USER_ADMIN,
      internal = true,
      answers = @Answer(status = 204))
  public Uni<Response> deleteCurrentUser() {
    Caller.User caller = request.requireFreshUserInScope();
    if (settings.authenticationType() != AuthenticationType.DATABASE) {
      throw new ApiException(ApiError.NO_SUCH_PAGE);
    }
    if (ReservedNames.of(settings).isReserved(caller.name())) {
      throw new ApiException(SUPERUSER);
    }
    return writes
        .submit(request, caller, new Delete(caller.account()))
        .call(done -> erasure.of(done.seq()))
        .call(_ -> failures.reset(caller.name()))
        .invoke(() -> sessions.end(request))
        .map(Replies::noContent);
  }

  record Delete(AccountId account) implements Command<OwnState> {

    @Override
    public Uni<OwnState> load(SqlConnection connection) {
      return OwnState.load(connection, account, "", "");
    }

    @Override
    public Decision decide(OwnState state, Ids ids) {
      return switch (state) {
        case OwnState.Gone _ -> Decision.reject(CommonRejection.NOT_SIGNED_IN);
        case OwnState.Present user when !user.onlyAdminOf().isEmpty() ->
            Decision.reject(new UserRejection.OnlyAdministrator(user.name(), user.onlyAdminOf()));
        case OwnState.Present user ->
            Decision.accept(new UserDeleted(user.id(), user.sealedName(), user.subjectKey()));
      };
    }
  }
}
