package dev.wharfinger.registries.tag;

import static dev.wharfinger.platform.http.Schema.bool;
import static dev.wharfinger.platform.http.Schema.type;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.wharfinger.platform.config.Features;
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
import dev.wharfinger.registries.activity.ManifestSize;
import dev.wharfinger.registries.tag.ChangeTagCommand.Immutability;
import dev.wharfinger.registries.tag.ChangeTagCommand.Move;
import dev.wharfinger.registries.tag.TagChanges.Change;
import dev.wharfinger.registries.tag.TagChanges.Living;
import dev.wharfinger.registries.tag.TagChanges.Note;
import dev.wharfinger.repositories.repository.RepositoryAccess.Present;
import dev.wharfinger.repositories.repository.RepositoryEvent.Role;
import dev.wharfinger.repositories.repository.RepositoryGate;
import dev.wharfinger.repositories.repository.RepositoryName;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Sets a tag to a manifest of the repository, or when it expires. Source: contract repositories
 * 1.3.
 */
@Path(Api.ROOT)
public class ChangeTag {

  static final Schema BODY =
      Schema.object()
          .property("manifest_digest", type("string", "null").heldTo(TextLengths.NAME))
          .property("expiration", type("number", "null"))
          .property("immutable", bool());

  private static final Pattern TAG = Pattern.compile("\\w[\\w.-]{0,127}");

  private static final ApiError NO_TAG =
      ApiError.message(
          400,
          "Invalid tag: must match [A-Za-z0-9_.-], NOT start with \".\" or \"-\", and can contain"
              + " 1-128 characters");

  private static final ApiError FAILED = ApiError.invalidRequest("Could not move tag");

  @Inject ApiRequest request;
  @Inject RepositoryGate gate;
  @Inject ManifestContents contents;
  @Inject TagChanges changes;
  @Inject Settings settings;
  @Inject Features features;

  @PUT
  @Path(RepositoryName.ROUTE + "/tag/{tag}")
  @ApiOperation(
      summary = "Set a tag to a manifest of the repository, or when it expires.",
      scope = Scope.REPO_WRITE,
      answers = @Answer(status = 201, schema = "ChangedTag"))
  public Uni<Response> changeTag(
      @PathParam("repository") RepositoryName repository, @PathParam("tag") String tag) {
    return gate.change(Role.WRITE, repository, request)
        .flatMap(access -> {
          JsonNode body = request.body(BODY);
          Caller.User caller = request.requireUser();
          if (!TAG.matcher(tag).matches()) {
            throw new ApiException(NO_TAG);
          }
          Present present = access.present();
          return changes.make(
              request, caller, present, () -> change(repository, caller, present, tag, body));
        })
        .map(_ -> Replies.json(201, TextNode.valueOf("Updated")));
  }

  private Uni<Change> change(
      RepositoryName repository, Caller.User caller, Present present, String tag, JsonNode body) {
    return changes
        .living(present.id(), tag)
        .flatMap(living -> {
          Optional<TagExpiration> expiration = expiration(body, living, tag);
          Optional<Immutability> immutability = immutability(body, living, tag, present, caller);
          if (!body.has("manifest_digest")) {
            return Uni.createFrom()
                .item(
                    new Change(
                        Optional.empty(),
                        new ChangeTagCommand(
                            repository, caller, tag, expiration, immutability, Optional.empty())));
          }
          String digest = body.path("manifest_digest").asText("");
          Move move = new Move(digest, living.map(Living::digest));
          boolean immutable =
              immutability
                  .map(Immutability::immutable)
                  .orElseGet(() -> living.filter(Living::immutable).isPresent());
          return set(repository, present, tag, digest, living.map(it -> it.as(immutable)))
              .map(size ->
                  new Change(
                      Optional.of(new Note(tag, digest, false, size)),
                      new ChangeTagCommand(
                          repository, caller, tag, expiration, immutability, Optional.of(move))));
        });
  }

  private Optional<TagExpiration> expiration(JsonNode body, Optional<Living> living, String tag) {
    if (!body.has("expiration")) {
      return Optional.empty();
    }
    Living of = living.orElseThrow(ApiException::notFound);
    TagExpiration wanted =
        TagExpiration.of(body.get("expiration"), of, request.receivedAt(), settings);
    if (of.immutable() && !features.featureImmutableTagsCanExpire()) {
      throw new ApiException(
          ApiError.message("Cannot set expiration on immutable tag '%s'".formatted(tag)));
    }
    return Optional.of(wanted);
  }

  private Optional<Immutability> immutability(
      JsonNode body, Optional<Living> living, String tag, Present present, Caller.User caller) {
    if (!features.featureImmutableTags() || !body.has("immutable")) {
      return Optional.empty();
    }
    Living of = living.orElseThrow(ApiException::notFound);
    boolean immutable = body.get("immutable").booleanValue();
    if (!immutable && of.immutable() && !present.allows(Role.ADMIN, caller)) {
      throw new ApiException(ApiError.denied(caller));
    }
    boolean expires = body.has("expiration") ? !body.get("expiration").isNull() : of.expires();
    if (immutable && expires && !features.featureImmutableTagsCanExpire()) {
      throw new ApiException(
          ApiError.message(
              "Cannot make tag '%s' immutable: tag has expiration set. Clear expiration first or enable FEATURE_IMMUTABLE_TAGS_CAN_EXPIRE."
                  .formatted(tag)));
    }
    return Optional.of(new Immutability(of.digest(), immutable, of.immutable()));
  }

  /**
   * Sets it at the registry, to a manifest that is alive.
   *
   * @param living what it is set to, as the request leaves it so far
   */
  private Uni<ManifestSize> set(
      RepositoryName repository,
      Present present,
      String tag,
      String digest,
      Optional<Living> living) {
    return contents
        .isAlive(present.id(), digest)
        .flatMap(alive -> {
          if (!alive) {
            throw ApiException.notFound();
          }
          living.ifPresent(it -> it.requireMutable("overwrite", tag));
          return contents.tag(repository, tag, digest, FAILED);
        });
  }
}
