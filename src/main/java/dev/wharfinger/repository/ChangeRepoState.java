package dev.wharfinger.repository;

import static dev.wharfinger.http.Schema.oneOfTexts;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.wharfinger.config.Settings;
import dev.wharfinger.http.Api;
import dev.wharfinger.http.ApiOperation;
import dev.wharfinger.http.ApiOperation.Answer;
import dev.wharfinger.http.Call;
import dev.wharfinger.http.CheckedBody;
import dev.wharfinger.http.Refusal;
import dev.wharfinger.http.RefusedException;
import dev.wharfinger.http.Replies;
import dev.wharfinger.http.Schema;
import dev.wharfinger.http.Writes;
import dev.wharfinger.repository.RepositoryEvent.RepositoryStateSet;
import dev.wharfinger.repository.RepositoryEvent.Role;
import dev.wharfinger.repository.RepositoryEvent.State;
import dev.wharfinger.repository.RepositoryStanding.Present;
import dev.wharfinger.security.Caller;
import dev.wharfinger.security.Scope;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/**
 * Closes a repository to pushes, or opens it again; only where repositories can be mirrors. Source:
 * contract neighbours 6.
 */
@Path(Api.ROOT)
public class ChangeRepoState {

  static final Schema BODY =
      Schema.object()
          .required("state")
          .property("state", oneOfTexts("NORMAL", "READ_ONLY", "MIRROR"));

  @Inject Call call;
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
      throw new RefusedException(Refusal.notFound());
    }
    Caller.User caller = call.requireUser();
    return writes
        .submit(call, caller, new Change(repository, caller, call.checkedBody(BODY)))
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
