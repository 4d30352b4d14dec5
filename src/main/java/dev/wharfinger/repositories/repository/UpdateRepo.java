package dev.wharfinger.repositories.repository;

import static dev.wharfinger.platform.http.Schema.text;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.wharfinger.platform.http.Api;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Answer;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.CheckedBody;
import dev.wharfinger.platform.http.Replies;
import dev.wharfinger.platform.http.Schema;
import dev.wharfinger.platform.http.TextLengths;
import dev.wharfinger.platform.http.Writes;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.platform.security.Scope;
import dev.wharfinger.repositories.repository.RepositoryAccess.Present;
import dev.wharfinger.repositories.repository.RepositoryEvent.RepositoryDescriptionSet;
import dev.wharfinger.repositories.repository.RepositoryEvent.Role;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/** Changes the description of a repository. Source: contract neighbours 6. */
@Path(Api.ROOT)
public class UpdateRepo {

  static final Schema BODY =
      Schema.object()
          .required("description")
          .property("description", text(TextLengths.REPOSITORY_DESCRIPTION));

  @Inject ApiRequest request;
  @Inject Writes writes;

  @PUT
  @Path(RepositoryName.ROUTE)
  @ApiOperation(
      summary = "Change the description of a repository.",
      scope = Scope.REPO_WRITE,
      answers = @Answer(schema = "Success"))
  public Uni<Response> updateRepo(@PathParam("repository") RepositoryName repository) {
    Caller.User caller = request.requireUser();
    return writes
        .submit(request, caller, new Describe(repository, caller, request.checkedBody(BODY)))
        .map(_ -> Replies.ok(JsonNodeFactory.instance.objectNode().put("success", true)));
  }

  record Describe(RepositoryName repository, Caller.User caller, CheckedBody body)
      implements RepositoryCommand {

    @Override
    public Role needed() {
      return Role.WRITE;
    }

    @Override
    public RepositoryEvent event(Present now) {
      return new RepositoryDescriptionSet(
          now.id(),
          now.name(),
          now.namespace().id(),
          now.namespace().personalName(),
          now.namespace().personal(body.text("description")));
    }
  }
}
