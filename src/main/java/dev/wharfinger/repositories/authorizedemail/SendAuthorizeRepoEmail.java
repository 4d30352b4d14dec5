package dev.wharfinger.repositories.authorizedemail;

import dev.wharfinger.platform.account.EmailAddress;
import dev.wharfinger.platform.config.Settings;
import dev.wharfinger.platform.http.Api;
import dev.wharfinger.platform.http.ApiError;
import dev.wharfinger.platform.http.ApiException;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Answer;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.OneMore;
import dev.wharfinger.platform.http.Replies;
import dev.wharfinger.platform.http.RequestRejection;
import dev.wharfinger.platform.http.WriteRequest;
import dev.wharfinger.platform.http.Writes;
import dev.wharfinger.platform.journal.Command;
import dev.wharfinger.platform.journal.Decision;
import dev.wharfinger.platform.journal.Ids;
import dev.wharfinger.platform.mail.MailCodes;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.platform.security.Scope;
import dev.wharfinger.platform.sql.OneRow;
import dev.wharfinger.repositories.authorizedemail.AuthorizedEmailEvent.RepositoryEmailAsked;
import dev.wharfinger.repositories.repository.RepositoryAccess;
import dev.wharfinger.repositories.repository.RepositoryAccess.Missing;
import dev.wharfinger.repositories.repository.RepositoryAccess.Present;
import dev.wharfinger.repositories.repository.RepositoryEvent.Role;
import dev.wharfinger.repositories.repository.RepositoryName;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Asks the owner of an e-mail address whether it may receive notifications of a repository, again
 * and again until the owner has agreed. Source: contract repositories 7.
 */
@Path(Api.ROOT)
public class SendAuthorizeRepoEmail {

  /** What Quay says after the mail server has refused the address. */
  private static final ApiError NOT_SENT =
      ApiError.message(
          "Could not send email. Please contact an administrator and report this problem.");

  @Inject ApiRequest request;
  @Inject Settings settings;
  @Inject Writes writes;
  @Inject MailCodes codes;
  @Inject AuthorizedEmailView view;

  @POST
  @Path(RepositoryName.ROUTE + "/authorizedemail/{email}")
  @ApiOperation(
      summary = "Ask an e-mail address whether it may receive notifications of a repository.",
      scope = Scope.REPO_ADMIN,
      internal = true,
      answers = @Answer(schema = "AuthorizedEmail"))
  public Uni<Response> sendAuthorizeRepoEmail(
      @PathParam("repository") RepositoryName repository, @PathParam("email") String email) {
    if (!settings.featureMailing()) {
      throw ApiException.notFound();
    }
    Caller.User caller = request.requireUser();
    WriteRequest write = writes.begin(request);
    UUID code = codes.draw(write.draw(), "repository-email");
    Ask ask = new Ask(repository, email, code, codes.digest(code), caller);
    return writes
        .submit(write, Writes.actor(request, caller), limited(ask))
        .flatMap(_ -> view.find(repository, email))
        .map(Replies::okIfFound);
  }

  private static OneMore<State> limited(Ask ask) {
    return new OneMore<>(
        ask,
        Set.of(RepositoryEmailAsked.class),
        "e-mail addresses of a repository",
        """
        SELECT FROM authorized_email e JOIN repository r ON r.id = e.repository
        JOIN namespace n ON n.id = r.namespace WHERE n.name = $1 AND r.name = $2\
        """,
        List.of(ask.repository().namespace(), ask.repository().name()));
  }

  /** The state of an address. */
  sealed interface Asked {

    /** Nobody asked its owner. */
    record Never() implements Asked {}

    /** Its owner has not agreed yet. */
    record Unanswered(long authorization) implements Asked {}

    /** Its owner has agreed. */
    record Agreed() implements Asked {}
  }

  /** What the decision needs. */
  record State(RepositoryAccess access, Asked asked) {}

  record Ask(
      RepositoryName repository, String email, UUID code, String codeDigest, Caller.User caller)
      implements Command<State> {

    @Override
    public Uni<State> load(SqlConnection connection) {
      return RepositoryAccess.load(connection, repository, caller)
          .flatMap(access ->
              switch (access) {
                case Missing _ -> Uni.createFrom().item(new State(access, new Asked.Never()));
                case Present present ->
                    connection
                        .preparedQuery(
                            "SELECT id, confirmed FROM authorized_email"
                                + " WHERE repository = $1 AND email = $2")
                        .execute(Tuple.of(present.id().value(), email))
                        .map(rows ->
                            OneRow.optional(rows)
                                .<Asked>map(row ->
                                    row.getBoolean(1)
                                        ? new Asked.Agreed()
                                        : new Asked.Unanswered(row.getLong(0)))
                                .orElseGet(Asked.Never::new))
                        .map(asked -> new State(access, asked));
              });
    }

    @Override
    public Decision decide(State state, Ids ids) {
      return state
          .access()
          .denies(Role.ADMIN, caller)
          .map(Decision::reject)
          .orElseGet(() ->
              switch (state.access()) {
                case Missing _ ->
                    Decision.reject(new AuthorizedEmailRejection.NoRepository(repository));
                case Present _ when !EmailAddress.isValid(email) ->
                    Decision.reject(new RequestRejection.InvalidBody(NOT_SENT));
                case Present present -> ask(present, state.asked(), ids);
              });
    }

    private Decision ask(Present present, Asked asked, Ids ids) {
      Optional<Long> authorization =
          switch (asked) {
            case Asked.Never _ -> Optional.of(ids.next());
            case Asked.Unanswered(long earlier) -> Optional.of(earlier);
            case Asked.Agreed _ -> Optional.empty();
          };
      return authorization
          .map(id ->
              Decision.accept(
                  new RepositoryEmailAsked(
                      present.id(),
                      present.namespace().id(),
                      id,
                      present.name(),
                      present.namespace().personalName(),
                      caller.account(),
                      present.namespace().personal(email),
                      code,
                      codeDigest,
                      ids.next())))
          .orElseGet(Decision::accept);
    }
  }
}
