package dev.wharfinger.repositories.authorizedemail;

import dev.wharfinger.platform.config.RegistryState;
import dev.wharfinger.platform.config.Settings;
import dev.wharfinger.platform.http.ApiError;
import dev.wharfinger.platform.http.ApiException;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.Writes;
import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.id.RepositoryId;
import dev.wharfinger.platform.journal.Command;
import dev.wharfinger.platform.journal.Decision;
import dev.wharfinger.platform.journal.Ids;
import dev.wharfinger.platform.mail.MailCodes;
import dev.wharfinger.platform.sql.OneRow;
import dev.wharfinger.repositories.authorizedemail.AuthorizedEmailEvent.RepositoryEmailAuthorized;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The link in the mail that asks the owner of an e-mail address: following it is to agree. It needs
 * no session. Source: contract repositories 7.
 */
@Path("/authrepoemail")
public class AuthorizeRepoEmail {

  private static final String AGREED =
      "The e-mail address is authorized to receive notifications of the repository.";

  private static final String UNKNOWN = "Invalid confirmation code.";

  @Inject ApiRequest request;
  @Inject Settings settings;
  @Inject Writes writes;
  @Inject Pool pool;

  @GET
  @ApiOperation(summary = "Let an e-mail address receive notifications of a repository.")
  public Uni<Response> authorizeRepoEmail(@QueryParam("code") @Nullable String code) {
    if (!settings.featureMailing()) {
      throw ApiException.notFound();
    }
    if (settings.registryState() == RegistryState.READONLY) {
      throw new ApiException(ApiError.READ_ONLY);
    }
    Agree agree = new Agree(MailCodes.digestOf(code == null ? "" : code));
    return agree
        .find(pool)
        .flatMap(found ->
            found.isEmpty()
                ? Uni.createFrom().item(page(UNKNOWN))
                : writes.submitOwn(request.receivedAt(), agree).map(_ -> page(AGREED)));
  }

  private static Response page(String text) {
    return Response.ok(
            "<!doctype html><html lang=\"en\"><title>Notifications</title><p>%s</p></html>\n"
                .formatted(text))
        .type("text/html;charset=UTF-8")
        .header("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
        .header("X-Frame-Options", "DENY")
        .header("Referrer-Policy", "no-referrer")
        .build();
  }

  /** The address that a code was sent to. */
  record Asked(RepositoryId repository, AccountId namespace, long authorization, boolean agreed) {}

  record Agree(String digest) implements Command<Optional<Asked>> {

    @Override
    public Uni<Optional<Asked>> load(SqlConnection connection) {
      return find(connection);
    }

    Uni<Optional<Asked>> find(SqlClient database) {
      return database
          .preparedQuery(
              """
              SELECT e.repository, r.namespace, e.id, e.confirmed
              FROM authorized_email e JOIN repository r ON r.id = e.repository
              WHERE e.code_digest = $1
              """)
          .execute(Tuple.of(digest))
          .map(rows -> OneRow.optional(rows).map(row -> asked(row)));
    }

    private static Asked asked(Row row) {
      return new Asked(
          new RepositoryId(row.getLong(0)),
          new AccountId(row.getLong(1)),
          row.getLong(2),
          row.getBoolean(3));
    }

    @Override
    public Decision decide(Optional<Asked> found, Ids ids) {
      return found
          .map(asked ->
              asked.agreed()
                  ? Decision.accept()
                  : Decision.accept(
                      new RepositoryEmailAuthorized(
                          asked.repository(), asked.namespace(), asked.authorization())))
          .orElseGet(() -> Decision.reject(new AuthorizedEmailRejection.UnknownCode()));
    }
  }
}
