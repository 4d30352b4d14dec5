package dev.wharfinger.repository;

import static dev.wharfinger.http.Schema.text;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.wharfinger.http.Api;
import dev.wharfinger.http.ApiOperation;
import dev.wharfinger.http.ApiOperation.Answer;
import dev.wharfinger.http.Call;
import dev.wharfinger.http.CheckedBody;
import dev.wharfinger.http.Replies;
import dev.wharfinger.http.Schema;
import dev.wharfinger.http.TextLengths;
import dev.wharfinger.http.Writes;
import dev.wharfinger.repository.RepositoryEvent.RepositoryDescriptionSet;
import dev.wharfinger.repository.RepositoryEvent.Role;
import dev.wharfinger.repository.RepositoryStanding.Present;
import dev.wharfinger.security.Caller;
import dev.wharfinger.security.Scope;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/** Describes a repository in other words. Source: contract neighbours 6. */
@Path(Api.ROOT)
public class UpdateRepo {

  static final Schema BODY =
      Schema.object()
          .required("description")
          .property("description", text(TextLengths.REPOSITORY_DESCRIPTION));

  @Inject Call call;
  @Inject Writes writes;

  @PUT
  @Path(RepositoryName.ROUTE)
  @ApiOperation(
      summary = "Change the description of a repository.",
      scope = Scope.REPO_WRITE,
      answers = @Answer(schema = "Success"))
  public Uni<Response> updateRepo(@PathParam("repository") RepositoryName repository) {
    Caller.User caller = call.requireUser();
    return writes
        .submit(call, caller, new Describe(repository, caller, call.checkedBody(BODY)))
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
