package dev.wharfinger.registries.tag;

import dev.wharfinger.platform.http.Api;
import dev.wharfinger.platform.http.ApiError;
import dev.wharfinger.platform.http.ApiException;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Answer;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.PathId;
import dev.wharfinger.platform.http.Replies;
import dev.wharfinger.platform.http.WriteRequest;
import dev.wharfinger.platform.http.Writes;
import dev.wharfinger.platform.journal.Outcome;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.platform.security.Scope;
import dev.wharfinger.repositories.repository.RepositoryAccess;
import dev.wharfinger.repositories.repository.RepositoryAccess.Present;
import dev.wharfinger.repositories.repository.RepositoryEvent.Role;
import dev.wharfinger.repositories.repository.RepositoryGate;
import dev.wharfinger.repositories.repository.RepositoryName;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.UUID;

/** Deletes a label that was added to a manifest. Source: contract repositories 2.2. */
@Path(Api.ROOT)
public class DeleteManifestLabel {

  private static final ApiError CARRIED = ApiError.message(400, "Cannot delete immutable label");

  @Inject ApiRequest request;
  @Inject RepositoryGate gate;
  @Inject ManifestLabels labels;
  @Inject Writes writes;

  @DELETE
  @Path(RepositoryName.ROUTE + ManifestDigest.ROUTE + "/labels/{labelid}")
  @ApiOperation(
      summary = "Delete a label of a manifest.",
      scope = Scope.REPO_WRITE,
      answers = @Answer(status = 204))
  public Uni<Response> deleteManifestLabel(
      @PathParam("repository") RepositoryName repository,
      @PathParam("manifestref") String digest,
      @PathParam("labelid") String label) {
    return gate.change(Role.WRITE, repository, request)
        .map(RepositoryAccess::present)
        .flatMap(present -> delete(repository, present, digest, label))
        .map(Replies::noContent);
  }

  private Uni<Outcome.Done> delete(
      RepositoryName repository, Present present, String digest, String label) {
    Caller.User caller = request.requireUser();
    UUID id = PathId.requireUuid(label);
    WriteRequest write = writes.begin(request);
    return writes
        .isDone(write)
        .flatMap(done -> done ? Uni.createFrom().voidItem() : refuseCarried(present, digest, id))
        .flatMap(_ ->
            writes.submit(
                write,
                Writes.actor(request, caller),
                new LabelCommand.Delete(repository, caller, digest, id)));
  }

  private Uni<Void> refuseCarried(Present present, String digest, UUID label) {
    return labels
        .find(present, digest, label)
        .invoke(found -> {
          if (found.isCarried()) {
            throw new ApiException(CARRIED);
          }
        })
        .replaceWithVoid();
  }
}
