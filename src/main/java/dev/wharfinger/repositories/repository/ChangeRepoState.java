package dev.wharfinger.repositories.repository;

import static dev.wharfinger.platform.http.Schema.oneOfTexts;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.wharfinger.platform.config.Settings;
import dev.wharfinger.platform.http.Api;
import dev.wharfinger.platform.http.ApiError;
import dev.wharfinger.platform.http.ApiException;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Answer;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.CheckedBody;
import dev.wharfinger.platform.http.Replies;
import dev.wharfinger.platform.http.Schema;
import dev.wharfinger.platform.http.Writes;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.platform.security.Scope;
import dev.wharfinger.repositories.repository.RepositoryAccess.Present;
import dev.wharfinger.repositories.repository.RepositoryEvent.RepositoryStateSet;
import dev.wharfinger.repositories.repository.RepositoryEvent.Role;
import dev.wharfinger.repositories.repository.RepositoryEvent.State;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/**
 * Makes a repository read-only for pushes, or reopens it; only if repository mirroring is enabled.
 * Source: contract neighbours 6.
 */
@Path(Api.ROOT)
public class ChangeRepoState {

  static final Schema BODY =
      Schema.object()
          .required("state")
          .property("state", oneOfTexts("NORMAL", "READ_ONLY", "MIRROR"));

  @Inject ApiRequest request;
  @Inject Writes writes;
  @Inject Settings settings;

  @PUT
  @Path(RepositoryName.ROUTE + "/changestate")
  @ApiOperation(
      summary = "Change the state of a repository.",
      scope = Scope.REPO_ADMIN,
      answers = @Answer(schema = "Success"))
  public Uni<Response> changeRepoState(@PathParam("repository") RepositoryName repository) {
    if (!settings.featureRepoMirror()) {
      throw new ApiException(ApiError.notFound());
    }
    Caller.User caller = request.requireUser();
    return writes
        .submit(request, caller, new Change(repository, caller, request.checkedBody(BODY)))
        .map(_ -> Replies.ok(JsonNodeFactory.instance.objectNode().put("success", true)));
  }

  record Change(RepositoryName repository, Caller.User caller, CheckedBody body)
      implements RepositoryCommand {

    @Override
    public Role needed() {
      return Role.ADMIN;
    }

    @Override
    public RepositoryEvent event(Present now) {
      return new RepositoryStateSet(
          now.id(),
          now.name(),
          now.namespace().id(),
          now.namespace().personalName(),
          State.valueOf(body.text("state")));
    }
  }
}
