package dev.wharfinger.repositories.repository;

import static dev.wharfinger.platform.http.Schema.oneOfTexts;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.wharfinger.platform.http.Api;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Answer;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.CheckedBody;
import dev.wharfinger.platform.http.Replies;
import dev.wharfinger.platform.http.Schema;
import dev.wharfinger.platform.http.Writes;
import dev.wharfinger.platform.journal.Decision;
import dev.wharfinger.platform.journal.Outcome;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.platform.security.Scope;
import dev.wharfinger.repositories.repository.RepositoryAccess.Present;
import dev.wharfinger.repositories.repository.RepositoryEvent.RepositoryVisibilitySet;
import dev.wharfinger.repositories.repository.RepositoryEvent.Role;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/** Makes a repository public or private. Source: contract neighbours 6. */
@Path(Api.ROOT)
public class ChangeRepoVisibility {

  static final Schema BODY =
      Schema.object()
          .required("visibility")
          .property("visibility", oneOfTexts("public", "private"));

  @Inject ApiRequest request;
  @Inject Writes writes;

  @POST
  @Path(RepositoryName.ROUTE + "/changevisibility")
  @ApiOperation(
      summary = "Change the visibility of a repository.",
      scope = Scope.REPO_ADMIN,
      answers = @Answer(schema = "SuccessOrNull"))
  public Uni<Response> changeRepoVisibility(@PathParam("repository") RepositoryName repository) {
    Caller.User caller = request.requireUser();
    return writes
        .submit(request, caller, new Show(repository, caller, request.checkedBody(BODY)))
        .map(ChangeRepoVisibility::reply);
  }

  /** If there was no repository, nothing was done, and clients expect null. */
  private static Response reply(Outcome.Done done) {
    return Replies.ok(
        done.seq() == 0
            ? JsonNodeFactory.instance.nullNode()
            : JsonNodeFactory.instance.objectNode().put("success", true));
  }

  record Show(RepositoryName repository, Caller.User caller, CheckedBody body)
      implements RepositoryCommand {

    @Override
    public Role needed() {
      return Role.ADMIN;
    }

    @Override
    public Decision missing() {
      return Decision.accept();
    }

    @Override
    public RepositoryEvent event(Present now) {
      return new RepositoryVisibilitySet(
          now.id(),
          now.name(),
          now.namespace().id(),
          now.namespace().personalName(),
          body.text("visibility").equals("public"));
    }
  }
}
