package dev.wharfinger.registries.builds;

import dev.wharfinger.platform.config.Settings;
import dev.wharfinger.platform.http.Api;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Answer;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.Replies;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.platform.security.Scope;
import dev.wharfinger.repositories.repository.RepositoryAccess;
import dev.wharfinger.repositories.repository.RepositoryAccess.Missing;
import dev.wharfinger.repositories.repository.RepositoryAccess.Present;
import dev.wharfinger.repositories.repository.RepositoryEvent.Role;
import dev.wharfinger.repositories.repository.RepositoryGate;
import dev.wharfinger.repositories.repository.RepositoryName;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.Optional;

/**
 * Shows the log of a build, or where it was moved, to those who may write to its repository, or
 * with {@code FEATURE_READER_BUILD_LOGS} to all who may read it. Source: contract repositories 10.
 */
@Path(Api.ROOT)
public class GetRepoBuildLogs {

  @Inject ApiRequest request;
  @Inject RepositoryGate gate;
  @Inject BuildView view;
  @Inject Settings settings;

  @GET
  @Path(RepositoryName.ROUTE + "/build/{build_uuid}/logs")
  @ApiOperation(
      summary = "Get the log of a build of a repository.",
      scope = Scope.REPO_WRITE,
      query = "start",
      answers = @Answer(schema = "BuildLogs"))
  public Uni<Response> getRepoBuildLogs(
      @PathParam("repository") RepositoryName repository, @PathParam("build_uuid") String uuid) {
    return gate.reader(repository, request)
        .map(access -> admitted(access, request.caller()))
        .flatMap(access ->
            switch (access) {
              case Missing _ -> Uni.createFrom().item(Optional.<BuildView.Logs>empty());
              case Present present -> view.logs(uuid, present.id());
            })
        .map(found -> found.orElseThrow(() -> GetRepoBuildStatus.unknown(uuid)))
        .flatMap(logs ->
            logs.movedTo().isPresent()
                ? Uni.createFrom().item(Map.<String, Object>of("logs_url", logs.movedTo().get()))
                : view.told(uuid, logs.total(), GetRepoBuildLogsSuperUser.start(request)))
        .map(Replies::ok);
  }

  private RepositoryAccess admitted(RepositoryAccess access, Caller caller) {
    boolean all =
        settings.featureReaderBuildLogs()
            || (caller instanceof Caller.User user && user.readOnlySuperuser());
    return all ? access : access.require(Role.WRITE, caller);
  }
}
