package dev.wharfinger.accounts.recovery;

import static dev.wharfinger.platform.http.Schema.text;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.platform.config.AuthenticationType;
import dev.wharfinger.platform.config.Settings;
import dev.wharfinger.platform.http.Api;
import dev.wharfinger.platform.http.ApiError;
import dev.wharfinger.platform.http.ApiException;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Answer;
import dev.wharfinger.platform.http.ApiOperation.Rule;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.Replies;
import dev.wharfinger.platform.http.Schema;
import dev.wharfinger.platform.http.TextLengths;
import dev.wharfinger.platform.http.WriteRequest;
import dev.wharfinger.platform.http.Writes;
import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.id.OrganizationId;
import dev.wharfinger.platform.journal.Actor;
import dev.wharfinger.platform.mail.MailCodes;
import dev.wharfinger.platform.outbound.Captcha;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.platform.sql.OneRow;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.UUID;

/**
 * Sends a user a recovery mail; the answer for unknown users is the same. Source: contract sessions
 * 5.1.
 */
@Path(Api.ROOT)
public class RequestRecoveryEmail {

  static final ApiError KEPT_ELSEWHERE =
      ApiError.invalidRequest("Cannot send a recovery e-mail for non-database auth");

  static final Schema BODY =
      Schema.object()
          .required("email")
          .property("email", text(TextLengths.EMAIL))
          .property("recaptcha_response", text(TextLengths.SECRET));

  private static final String SELECT =
      """
      (SELECT id, name, subject_key, kind FROM namespace WHERE email = $1 AND kind = 'user')
      UNION ALL
      (SELECT id, name, subject_key, kind FROM namespace
       WHERE email = $1 AND kind = 'organization' ORDER BY id LIMIT 1)
      ORDER BY kind DESC LIMIT 1
      """;

  private static final char HIDDEN = '\u2022';

  @Inject ApiRequest request;
  @Inject Writes writes;
  @Inject Settings settings;
  @Inject Pool pool;
  @Inject Captcha captcha;
  @Inject MailCodes codes;

  @POST
  @Path("recovery")
  @ApiOperation(
      summary = "Request an account recovery mail.",
      internal = true,
      answers = @Answer(schema = "Recovery"),
      rules = {Rule.ANONYMOUS_ALWAYS, Rule.CSRF_TOKEN_ALWAYS})
  public Uni<Response> requestRecoveryEmail() {
    if (!settings.featureMailing()) {
      throw new ApiException(ApiError.notFound());
    }
    ObjectNode body = request.body(BODY);
    if (settings.authenticationType() != AuthenticationType.DATABASE) {
      throw new ApiException(KEPT_ELSEWHERE);
    }
    WriteRequest write = writes.begin(request);
    String email = body.get("email").textValue();
    return captcha
        .passes(Optional.empty(), body.path("recaptcha_response").asText(), request.clientAddress())
        .flatMap(human -> {
          if (!human) {
            throw new ApiException(ApiError.message(Captcha.ISSUE));
          }
          return find(email);
        })
        .flatMap(found ->
            found
                .map(account -> send(account, email, write))
                .orElseGet(() -> Uni.createFrom().item(status("sent"))))
        .map(Replies::ok);
  }

  /** The user with an e-mail, otherwise the first organization. */
  private record Account(AccountId id, String name, UUID key, boolean organization) {}

  private Uni<Optional<Account>> find(String email) {
    return pool.preparedQuery(SELECT)
        .execute(Tuple.of(email))
        .map(rows -> OneRow.optional(rows).map(row -> account(row)));
  }

  private static Account account(Row row) {
    return new Account(
        new AccountId(row.getLong(0)),
        row.getString(1),
        row.getUUID(2),
        row.getString(3).equals("organization"));
  }

  private Uni<ObjectNode> send(Account account, String email, WriteRequest write) {
    Actor actor =
        switch (request.caller()) {
          case Caller.User user -> Writes.actor(request, user);
          case Caller.Anonymous _ -> Writes.anonymous(request, account.key());
        };
    return account.organization()
        ? writes
            .submit(
                write,
                actor,
                new OrganizationRecoveryMail(OrganizationId.of(account.id()), write.time()))
            .map(_ -> status("org").put("orgemail", email).put("orgname", redacted(account.name())))
        : writes
            .submit(write, actor, AskForRecovery.of(account.id(), write, codes))
            .map(_ -> status("sent"));
  }

  private static ObjectNode status(String word) {
    return JsonNodeFactory.instance.objectNode().put("status", word);
  }

  /** Only the ends of a name, recognisable to those who know it. */
  static String redacted(String name) {
    double shown = Math.max(name.length() / 3.0 - 1, 1);
    StringBuilder redacted = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      redacted.append(i < shown || i >= name.length() - shown ? name.charAt(i) : HIDDEN);
    }
    return redacted.toString();
  }
}
