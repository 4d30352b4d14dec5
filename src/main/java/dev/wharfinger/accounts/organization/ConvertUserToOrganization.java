package dev.wharfinger.accounts.organization;

import static dev.wharfinger.platform.http.Schema.text;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.accounts.organization.OwnershipEvent.UserConverted;
import dev.wharfinger.platform.config.Settings;
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
import dev.wharfinger.platform.http.WriteRequest;
import dev.wharfinger.platform.http.Writes;
import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.id.OrganizationId;
import dev.wharfinger.platform.id.TeamId;
import dev.wharfinger.platform.journal.Command;
import dev.wharfinger.platform.journal.Decision;
import dev.wharfinger.platform.journal.Ids;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.platform.security.PasswordSignIn;
import dev.wharfinger.platform.security.PasswordSignIn.Result;
import dev.wharfinger.platform.security.ReservedNames;
import dev.wharfinger.platform.security.Scope;
import dev.wharfinger.platform.sql.OneRow;
import dev.wharfinger.platform.vault.Personal;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.Map;

/**
 * Converts the caller's account to an organization owned by another user. Source: contract sessions
 * 5.3.
 */
@Path(Api.ROOT)
public class ConvertUserToOrganization {

  private static final ApiError SUPERUSER = ApiError.invalidRequest("Cannot convert a superuser");

  static final Schema BODY =
      Schema.object()
          .required("adminUser", "adminPassword")
          .property("adminUser", text(TextLengths.NAME))
          .property("adminPassword", text(TextLengths.SECRET))
          .property("plan", text(TextLengths.NAME));

  @Inject ApiRequest request;
  @Inject Writes writes;
  @Inject Settings settings;
  @Inject PasswordSignIn passwords;

  @POST
  @Path("user/convert")
  @ApiOperation(
      summary = "Convert the current user's account into an organization.",
      scope = Scope.USER_ADMIN,
      answers = @Answer(schema = "Success"))
  public Uni<Response> convertUserToOrganization() {
    Caller.User caller = request.requireUserInScope();
    ObjectNode body = request.body(BODY);
    if (!passwords.isOn()) {
      throw new ApiException(OrganizationErrors.WRONG_OWNER);
    }
    if (ReservedNames.of(settings).isReserved(caller.name())) {
      throw new ApiException(SUPERUSER);
    }
    WriteRequest write = writes.begin(request);
    return passwords
        .check(
            body.get("adminUser").textValue(),
            body.get("adminPassword").textValue(),
            request.clientAddress())
        .flatMap(result ->
            switch (result) {
              case Result.SignedIn admin -> convert(caller, admin.user(), write);
              case Result.Refused _, Result.Disabled _ ->
                  throw new ApiException(OrganizationErrors.WRONG_OWNER);
              case Result.TooSoon soon -> Uni.createFrom().item(SignInWait.reply(soon));
            });
  }

  private Uni<Response> convert(Caller.User caller, Caller.User admin, WriteRequest write) {
    return writes
        .submit(
            write,
            Writes.actor(request, caller),
            new Convert(
                caller.account(), new Personal.Known(caller.name(), caller.key()), admin.account()))
        .map(_ -> Replies.ok(Map.of("success", true)));
  }

  /** The state is whether both accounts are still users. */
  record Convert(AccountId account, Personal name, AccountId owner) implements Command<Boolean> {

    @Override
    public Uni<Boolean> load(SqlConnection connection) {
      return connection
          .preparedQuery(
              "SELECT count(*) = 2 FROM namespace WHERE id IN ($1, $2) AND kind = 'user'")
          .execute(Tuple.of(account.value(), owner.value()))
          .map(rows -> OneRow.of(rows).getBoolean(0));
    }

    @Override
    public Decision decide(Boolean usersStill, Ids ids) {
      if (owner.equals(account)) {
        return Decision.reject(OrganizationRejection.Simple.OWNED_BY_ITSELF);
      }
      return usersStill
          ? Decision.accept(
              new UserConverted(
                  OrganizationId.of(account), name, owner, ids.next(TeamId::new), ids.next()))
          : Decision.reject(OrganizationRejection.Simple.NO_LONGER_USERS);
    }
  }
}
