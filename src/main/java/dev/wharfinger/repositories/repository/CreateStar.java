package dev.wharfinger.repositories.repository;

import static dev.wharfinger.platform.http.Schema.string;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.platform.http.Api;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Answer;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.Replies;
import dev.wharfinger.platform.http.Schema;
import dev.wharfinger.platform.http.TextLengths;
import dev.wharfinger.platform.http.Writes;
import dev.wharfinger.platform.journal.Command;
import dev.wharfinger.platform.journal.Decision;
import dev.wharfinger.platform.journal.Ids;
import dev.wharfinger.platform.journal.Outcome;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.platform.security.Scope;
import dev.wharfinger.repositories.repository.StarEvent.RepositoryStarred;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

/** Stars a repository; starring it again changes nothing. Source: contract repositories 5. */
@Path(Api.ROOT)
public class CreateStar {

  static final Schema BODY =
      Schema.object()
          .required("namespace", "repository")
          .property("namespace", string().heldTo(TextLengths.NAME))
          .property("repository", string().heldTo(TextLengths.NAME));

  @Inject ApiRequest request;
  @Inject Writes writes;
  @Inject Pool pool;

  @POST
  @Path("user/starred")
  @ApiOperation(
      summary = "Star a repository.",
      scope = Scope.USER_ADMIN,
      tag = "user",
      answers = {@Answer(status = 201, schema = "StarredRepository"), @Answer(schema = "Null")})
  public Uni<Response> createStar() {
    ObjectNode body = request.body(BODY);
    Caller.User caller = request.requireUserInScope();
    RepositoryName repository =
        new RepositoryName(body.get("namespace").textValue(), body.get("repository").textValue());
    return writes
        .submit(request, caller, new Create(repository, caller))
        .flatMap(done -> isStarred(done, repository, caller))
        .map(starred -> starred ? Replies.json(201, view(repository)) : notFound());
  }

  /** A request that did nothing met a star, or no repository that the user may read. */
  private Uni<Boolean> isStarred(Outcome.Done done, RepositoryName repository, Caller.User caller) {
    return done.seq() > 0
        ? Uni.createFrom().item(true)
        : Star.load(pool, repository, caller).map(Star::starred);
  }

  /** Clients expect null for a missing repository. */
  static Response notFound() {
    return Replies.ok(JsonNodeFactory.instance.nullNode());
  }

  private static ObjectNode view(RepositoryName repository) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("namespace", repository.namespace())
        .put("repository", repository.name());
  }

  record Create(RepositoryName repository, Caller.User caller) implements Command<Star> {

    @Override
    public Uni<Star> load(SqlConnection connection) {
      return Star.load(connection, repository, caller);
    }

    @Override
    public Decision decide(Star star, Ids ids) {
      return star.repository().isPresent() && !star.starred()
          ? Decision.accept(new RepositoryStarred(caller.account(), star.repository().get()))
          : Decision.accept();
    }
  }
}
