package dev.wharfinger.accounts.apptoken;

import static dev.wharfinger.platform.http.Schema.text;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.accounts.apptoken.AppTokenEvent.AppTokenCreated;
import dev.wharfinger.platform.config.Settings;
import dev.wharfinger.platform.http.Api;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Answer;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.OneMore;
import dev.wharfinger.platform.http.Replies;
import dev.wharfinger.platform.http.Schema;
import dev.wharfinger.platform.http.TextLengths;
import dev.wharfinger.platform.http.WriteRequest;
import dev.wharfinger.platform.http.Writes;
import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.journal.Command;
import dev.wharfinger.platform.journal.Decision;
import dev.wharfinger.platform.journal.Ids;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.platform.security.Scope;
import dev.wharfinger.platform.vault.Personal;
import dev.wharfinger.platform.vault.ReadableSecrets;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Creates an application-specific token for the user. Source: contract sessions 2.4. */
@Path(Api.ROOT)
public class CreateAppToken {

  static final Schema BODY =
      Schema.object().required("title").property("title", text(TextLengths.NAME));

  @Inject ApiRequest request;
  @Inject Writes writes;
  @Inject Settings settings;
  @Inject ReadableSecrets secrets;
  @Inject AppTokenView view;

  @POST
  @Path("user/apptoken")
  @ApiOperation(
      summary = "Create an application-specific token for the current user.",
      scope = Scope.USER_ADMIN,
      tag = "application",
      answers = @Answer(schema = "NewAppToken"))
  public Uni<Response> createAppToken() {
    view.requireOn();
    Caller.User caller = request.requireFreshUserInScope();
    ObjectNode body = request.body(BODY);
    WriteRequest write = writes.begin(request).answeredOnce("user/apptoken");
    UUID uuid = write.draw().uuid("token");
    String code = secrets.seal(uuid.toString(), AppTokenCode.draw(uuid, write.draw()));
    Create command =
        new Create(
            uuid,
            caller.account(),
            new Personal.Known(body.get("title").textValue(), caller.key()),
            new Personal.Known(code, caller.key()),
            settings
                .appSpecificTokenExpiration()
                .map(lifetime -> write.time().plusSeconds(lifetime.seconds()))
                .orElse(null));
    return writes
        .submit(
            write,
            Writes.actor(request, caller),
            new OneMore<>(
                command,
                Set.of(AppTokenCreated.class),
                "application-specific tokens of a user",
                "SELECT FROM app_token WHERE account = $1",
                List.of(caller.account().value())))
        .flatMap(_ -> view.find(caller.account(), uuid, write.time()))
        .map(Replies::okIfFound);
  }

  record Create(
      UUID uuid, AccountId account, Personal title, Personal code, @Nullable Instant expires)
      implements Command<Boolean> {

    /** The only condition is that the user exists, which is checked for every command. */
    @Override
    public Uni<Boolean> load(SqlConnection connection) {
      return Uni.createFrom().item(true);
    }

    @Override
    public Decision decide(Boolean state, Ids ids) {
      return Decision.accept(new AppTokenCreated(ids.next(), uuid, account, title, code, expires));
    }
  }
}
