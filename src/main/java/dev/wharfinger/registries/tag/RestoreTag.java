package dev.wharfinger.registries.tag;

import static dev.wharfinger.platform.http.Schema.string;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.wharfinger.platform.http.Api;
import dev.wharfinger.platform.http.ApiError;
import dev.wharfinger.platform.http.ApiException;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Answer;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.Replies;
import dev.wharfinger.platform.http.Schema;
import dev.wharfinger.platform.http.TextLengths;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.platform.security.Scope;
import dev.wharfinger.registries.tag.TagChanges.Change;
import dev.wharfinger.registries.tag.TagChanges.Note;
import dev.wharfinger.registries.tag.TagEvent.TagRestored;
import dev.wharfinger.repositories.repository.RepositoryAccess.Present;
import dev.wharfinger.repositories.repository.RepositoryEvent.Role;
import dev.wharfinger.repositories.repository.RepositoryGate;
import dev.wharfinger.repositories.repository.RepositoryName;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/**
 * Sets a tag to a manifest that the repository had before, as long as the registry has it. Source:
 * contract repositories 1.5.
 */
@Path(Api.ROOT)
public class RestoreTag {

  static final Schema BODY =
      Schema.object().property("manifest_digest", string().heldTo(TextLengths.NAME));

  private static final ApiError FAILED = ApiError.invalidRequest("Could not restore tag");

  @Inject ApiRequest request;
  @Inject RepositoryGate gate;
  @Inject ManifestContents contents;
  @Inject TagChanges changes;

  @POST
  @Path(RepositoryName.ROUTE + "/tag/{tag}/restore")
  @ApiOperation(
      summary = "Restore a tag to a manifest that it had before.",
      scope = Scope.REPO_WRITE,
      answers = @Answer(schema = "RestoredTag"))
  public Uni<Response> restoreTag(
      @PathParam("repository") RepositoryName repository, @PathParam("tag") String tag) {
    return gate.change(Role.WRITE, repository, request)
        .flatMap(access -> {
          JsonNode digest = request.body(BODY).path("manifest_digest");
          Caller.User caller = request.requireUser();
          Present present = access.present();
          if (!digest.isTextual()) {
            throw new ApiException(ApiError.invalidRequest("Missing manifest_digest"));
          }
          return changes.make(
              request,
              caller,
              present,
              () -> restore(repository, caller, present, tag, digest.textValue()));
        })
        .map(_ -> Replies.ok(JsonNodeFactory.instance.objectNode()));
  }

  private Uni<Change> restore(
      RepositoryName repository, Caller.User caller, Present present, String tag, String digest) {
    return changes
        .isKnown(present.id(), digest)
        .flatMap(known -> {
          if (!known) {
            throw ApiException.notFound();
          }
          return changes.living(present.id(), tag);
        })
        .flatMap(living -> {
          living.ifPresent(it -> it.requireMutable("overwrite", tag));
          return contents.tag(repository, tag, digest, FAILED);
        })
        .map(size ->
            new Change(
                Optional.of(new Note(tag, digest, true, size)),
                new TagCommand(
                    repository,
                    caller,
                    Optional.of(now ->
                        new TagRestored(
                            now.id(),
                            now.name(),
                            now.namespace().id(),
                            now.namespace().personalName(),
                            tag,
                            digest)))));
  }
}
