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

  private static final ApiError NEVER_IMMUTABLE =
      ApiError.message(501, "Tags cannot be made immutable.");

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
          Optional<TagExpiration> expiration = expiration(body, living);
          if (features.featureImmutableTags() && body.has("immutable")) {
            refuseImmutable(body, living);
          }
          if (!body.has("manifest_digest")) {
            return Uni.createFrom()
                .item(
                    new Change(
                        Optional.empty(),
                        new ChangeTagCommand(
                            repository, caller, tag, expiration, Optional.empty())));
          }
          String digest = body.path("manifest_digest").asText("");
          Move move = new Move(digest, living.map(Living::digest));
          return set(repository, present, tag, digest)
              .map(size ->
                  new Change(
                      Optional.of(new Note(tag, digest, false, size)),
                      new ChangeTagCommand(
                          repository, caller, tag, expiration, Optional.of(move))));
        });
  }

  private Optional<TagExpiration> expiration(JsonNode body, Optional<Living> living) {
    return body.has("expiration")
        ? Optional.of(
            TagExpiration.of(
                body.get("expiration"),
                living.orElseThrow(ApiException::notFound),
                request.receivedAt(),
                settings))
        : Optional.empty();
  }

  private static void refuseImmutable(JsonNode body, Optional<Living> living) {
    if (living.isEmpty()) {
      throw ApiException.notFound();
    }
    if (body.path("immutable").booleanValue()) {
      throw new ApiException(NEVER_IMMUTABLE);
    }
  }

  /** Sets it at the registry, to a manifest that is alive. */
  private Uni<ManifestSize> set(
      RepositoryName repository, Present present, String tag, String digest) {
    return contents
        .isAlive(present.id(), digest)
        .flatMap(alive -> {
          if (!alive) {
            throw ApiException.notFound();
          }
          return contents.tag(repository, tag, digest, FAILED);
        });
  }
}
