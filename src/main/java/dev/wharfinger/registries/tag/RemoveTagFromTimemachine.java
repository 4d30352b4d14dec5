package dev.wharfinger.registries.tag;

import static dev.wharfinger.platform.http.Schema.bool;
import static dev.wharfinger.platform.http.Schema.string;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.wharfinger.platform.config.Settings;
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
import dev.wharfinger.registries.tag.EndedTags.Removal;
import dev.wharfinger.registries.tag.TagChanges.Change;
import dev.wharfinger.registries.tag.TagChanges.Living;
import dev.wharfinger.registries.tag.TagChanges.Note;
import dev.wharfinger.registries.tag.TagEvent.TagPermanentlyDeleted;
import dev.wharfinger.repositories.repository.RepositoryAccess.Present;
import dev.wharfinger.repositories.repository.RepositoryEvent.Role;
import dev.wharfinger.repositories.repository.RepositoryGate;
import dev.wharfinger.repositories.repository.RepositoryName;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/**
 * Removes what a tag is or was set to for good: it cannot be restored, and the registry deletes it
 * unless something else has it. Source: contract repositories 1.5.
 */
@Path(Api.ROOT)
public class RemoveTagFromTimemachine {

  static final Schema BODY =
      Schema.object()
          .property("manifest_digest", string().heldTo(TextLengths.NAME))
          .property("include_submanifests", bool())
          .property("is_alive", bool());

  private static final ApiError WHICH =
      ApiError.invalidRequest("manifest_digest required when is_alive set to false");

  @Inject ApiRequest request;
  @Inject RepositoryGate gate;
  @Inject AttachedRegistry registry;
  @Inject TagChanges changes;
  @Inject EndedTags ended;
  @Inject Settings settings;

  @POST
  @Path(RepositoryName.ROUTE + "/tag/{tag}/expire")
  @ApiOperation(
      summary = "Remove a tag, or what it was set to before, from the time machine.",
      scope = Scope.REPO_WRITE,
      answers = @Answer(schema = "RemovedTag"))
  public Uni<Response> removeTagFromTimemachine(
      @PathParam("repository") RepositoryName repository, @PathParam("tag") String tag) {
    if (!settings.permanentlyDeleteTags()) {
      throw ApiException.notFound();
    }
    return gate.holder(Role.WRITE, repository, request)
        .flatMap(access -> {
          JsonNode body = request.body(BODY);
          Caller.User caller = request.requireUser();
          Present present = access.present();
          boolean submanifests = body.path("include_submanifests").booleanValue();
          Uni<Removal> removal =
              body.path("is_alive").booleanValue()
                  ? alive(present, tag)
                  : ended(present, tag, body.path("manifest_digest"));
          return changes.make(
              request,
              caller,
              present,
              () -> removal.flatMap(it -> remove(repository, caller, it, submanifests)));
        })
        .map(_ -> Replies.ok(TextNode.valueOf("")));
  }

  private Uni<Removal> alive(Present repository, String tag) {
    return changes
        .living(repository.id(), tag)
        .map(living -> living.filter(it -> !it.immutable()).orElseThrow(ApiException::notFound))
        .map(living -> new Removal(repository.id(), tag, living.digest(), living.starts()));
  }

  private Uni<Removal> ended(Present repository, String tag, JsonNode digest) {
    if (!digest.isTextual()) {
      throw new ApiException(WHICH);
    }
    Removal removal = new Removal(repository.id(), tag, digest.textValue(), null);
    return Uni.combine()
        .all()
        .unis(ended.has(removal), changes.living(repository.id(), tag))
        .with((shown, living) -> {
          if (!shown || living.filter(Living::immutable).isPresent()) {
            throw ApiException.notFound();
          }
          return removal;
        });
  }

  private Uni<Change> remove(
      RepositoryName repository, Caller.User caller, Removal removal, boolean submanifests) {
    registry.requireAttached();
    boolean alive = removal.since() != null;
    Uni<Void> untagged =
        alive ? registry.untag(repository, removal.tag()) : Uni.createFrom().voidItem();
    return untagged
        .flatMap(_ -> ended.onlyThere(removal, submanifests))
        .onItem()
        .transformToMulti(digests -> Multi.createFrom().iterable(digests))
        .onItem()
        .transformToUniAndConcatenate(digest -> registry.delete(repository, digest))
        .collect()
        .last()
        .map(_ ->
            new Change(
                alive ? Optional.of(Note.deleted(removal.tag())) : Optional.empty(),
                new TagCommand(
                    repository,
                    caller,
                    Optional.of(now ->
                        new TagPermanentlyDeleted(
                            now.id(),
                            now.name(),
                            now.namespace().id(),
                            now.namespace().personalName(),
                            removal.tag(),
                            removal.digest(),
                            alive))),
                ended.forget(removal)));
  }
}
