package dev.wharfinger.registries.tag;

import static dev.wharfinger.platform.http.Schema.any;
import static dev.wharfinger.platform.http.Schema.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.wharfinger.platform.config.Bound;
import dev.wharfinger.platform.config.Settings;
import dev.wharfinger.platform.http.Api;
import dev.wharfinger.platform.http.ApiError;
import dev.wharfinger.platform.http.ApiException;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Answer;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.OneMore;
import dev.wharfinger.platform.http.Replies;
import dev.wharfinger.platform.http.Schema;
import dev.wharfinger.platform.http.TextLengths;
import dev.wharfinger.platform.http.WriteRequest;
import dev.wharfinger.platform.http.Writes;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.platform.security.Scope;
import dev.wharfinger.registries.tag.LabelEvent.ManifestLabelAdded;
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
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Adds a label to a manifest. Source: contract repositories 2.2. */
@Path(Api.ROOT)
public class AddManifestLabel {

  static final Schema BODY =
      Schema.object()
          .required("key", "value", "media_type")
          .property("key", text(TextLengths.NAME))
          .property("value", text(TextLengths.DESCRIPTION))
          .property("media_type", any().textsOrNull(ManifestLabel.TEXT, ManifestLabel.JSON));

  @Bound(
      of = "labels added to a manifest",
      unit = "items",
      beyond = "400",
      test = "ManifestLabelsApiTest.refusesTheFirstLabelTooMany")
  static final int MOST = 200;

  private static final List<String> RESERVED =
      List.of(
          "com.docker.",
          "io.docker.",
          "org.dockerproject.",
          "org.opencontainers.",
          "io.cncf.",
          "io.kubernetes.",
          "io.k8s.",
          "io.quay",
          "com.coreos",
          "com.tectonic",
          "internal",
          "quay");

  private static final String FORM = "^[a-z0-9](([a-z0-9]|[-.](?![.-]))*[a-z0-9])?$";
  private static final Pattern KEY = Pattern.compile(FORM);

  private static final ApiError RESERVED_PREFIX =
      ApiError.message(400, "Label has a reserved prefix");

  private static final ApiError INVALID_KEY =
      ApiError.message(
          400,
          "Label is of an invalid format or missing please use " + FORM + " format for labels");

  @Inject ApiRequest request;
  @Inject RepositoryGate gate;
  @Inject ManifestLabels labels;
  @Inject Writes writes;
  @Inject Settings settings;

  @POST
  @Path(RepositoryName.ROUTE + ManifestDigest.ROUTE + "/labels")
  @ApiOperation(
      summary = "Add a label to a manifest.",
      scope = Scope.REPO_WRITE,
      answers = @Answer(status = 201, schema = "AddedManifestLabel"))
  public Uni<Response> addManifestLabel(
      @PathParam("repository") RepositoryName repository, @PathParam("manifestref") String digest) {
    return gate.change(Role.WRITE, repository, request)
        .flatMap(access -> {
          JsonNode body = request.body(BODY);
          Caller.User caller = request.requireUser();
          String key = body.get("key").textValue();
          if (isReserved(key)) {
            throw new ApiException(RESERVED_PREFIX);
          }
          Present present = access.present();
          WriteRequest write = writes.begin(request);
          return writes
              .isDone(write)
              .flatMap(done -> done ? Uni.createFrom().voidItem() : refuse(present, digest, key))
              .flatMap(_ -> add(write, repository, caller, present, digest, body));
        })
        .map(label -> reply(repository, digest, label));
  }

  private boolean isReserved(String key) {
    return Stream.concat(RESERVED.stream(), settings.labelKeyReservedPrefixes().stream())
        .anyMatch(key::startsWith);
  }

  private Uni<Void> refuse(Present present, String digest, String key) {
    return labels
        .requireAlive(present, digest)
        .invoke(() -> {
          if (!KEY.matcher(key).matches()) {
            throw new ApiException(INVALID_KEY);
          }
        });
  }

  private Uni<ManifestLabel> add(
      WriteRequest write,
      RepositoryName repository,
      Caller.User caller,
      Present present,
      String digest,
      JsonNode body) {
    String key = body.get("key").textValue();
    String value = body.get("value").textValue();
    JsonNode wanted = body.get("media_type");
    String mediaType = wanted.isNull() ? ManifestLabel.mediaType(value) : wanted.textValue();
    LabelCommand.Add add =
        new LabelCommand.Add(
            repository, caller, digest, write.draw().uuid("label"), key, value, mediaType);
    return writes
        .submit(
            write,
            Writes.actor(request, caller),
            new OneMore<>(
                add,
                Set.of(ManifestLabelAdded.class),
                "labels added to a manifest",
                "SELECT FROM manifest_label WHERE repository = $1 AND digest = $2",
                List.of(present.id().value(), digest),
                MOST))
        .map(done ->
            new ManifestLabel(
                writes.drawn(write, done).uuid("label"), key, value, mediaType, false));
  }

  private static Response reply(RepositoryName repository, String digest, ManifestLabel label) {
    String path =
        "%s/repository/%s/%s/manifest/%s/labels/%s"
            .formatted(Api.ROOT, repository.namespace(), repository.name(), digest, label.id());
    return Response.fromResponse(
            Replies.json(201, JsonNodeFactory.instance.objectNode().set("label", label.view())))
        .header("Location", path)
        .build();
  }
}
