package dev.wharfinger.registries.tag;

import dev.wharfinger.platform.http.Api;
import dev.wharfinger.platform.http.ApiException;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Answer;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.Replies;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.platform.security.Scope;
import dev.wharfinger.registries.tag.TagChanges.Change;
import dev.wharfinger.registries.tag.TagChanges.Note;
import dev.wharfinger.registries.tag.TagEvent.TagDeleted;
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
import java.util.Optional;

/**
 * Deletes a tag at the registry. Its manifest stays, so that it can be restored. Source: contract
 * repositories 1.4.
 */
@Path(Api.ROOT)
public class DeleteFullTag {

  @Inject ApiRequest request;
  @Inject RepositoryGate gate;
  @Inject AttachedRegistry registry;
  @Inject TagChanges changes;

  @DELETE
  @Path(RepositoryName.ROUTE + "/tag/{tag}")
  @ApiOperation(
      summary = "Delete a tag.",
      scope = Scope.REPO_WRITE,
      answers = @Answer(status = 204))
  public Uni<Response> deleteFullTag(
      @PathParam("repository") RepositoryName repository, @PathParam("tag") String tag) {
    return gate.change(Role.WRITE, repository, request)
        .map(RepositoryAccess::present)
        .flatMap(present -> {
          Caller.User caller = request.requireUser();
          return changes.make(
              request, caller, present, () -> delete(repository, caller, present, tag));
        })
        .map(_ -> Replies.noContent());
  }

  private Uni<Change> delete(
      RepositoryName repository, Caller.User caller, Present present, String tag) {
    return changes
        .living(present.id(), tag)
        .map(living -> living.orElseThrow(ApiException::notFound).requireMutable("delete", tag))
        .call(_ -> registry.untag(repository, tag))
        .map(living ->
            new Change(
                Optional.of(Note.deleted(tag)),
                new TagCommand(
                    repository,
                    caller,
                    Optional.of(now ->
                        new TagDeleted(
                            now.id(),
                            now.name(),
                            now.namespace().id(),
                            now.namespace().personalName(),
                            tag,
                            living.digest())))));
  }
}
