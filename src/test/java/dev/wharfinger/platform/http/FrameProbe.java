package dev.wharfinger.platform.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.platform.security.Caller;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.ForbiddenException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Routes that only the tests of the frame have. */
@Path(Api.ROOT)
public class FrameProbe {

  private static final Schema SCHEMA =
      Schema.object().required("name").property("name", Schema.string());

  private final ApiRequest call;

  @Inject
  FrameProbe(ApiRequest call) {
    this.call = call;
  }

  @GET
  @Path("probe/{name}")
  @Operation(hidden = true)
  public Uni<Response> get(@PathParam("name") String name) {
    Map<String, Object> seen = new LinkedHashMap<>();
    seen.put("name", name);
    seen.put("caller", call.caller() instanceof Caller.User user ? user.name() : "");
    seen.put("limit", call.query().integer("limit", "How many", 20));
    seen.put("key", call.idempotencyKey());
    seen.put("address", call.clientAddress());
    seen.put("agent", call.userAgent());
    seen.put("path", call.target());
    return Uni.createFrom()
        .item(seen)
        .onItem()
        .delayIt()
        .by(Duration.ofMillis(1))
        .invoke(map -> map.put("time", call.receivedAt().toEpochMilli()))
        .map(Replies::ok);
  }

  @POST
  @Path("probe/{name}")
  @Operation(hidden = true)
  public Uni<Response> post(@PathParam("name") String name) {
    ObjectNode body = call.body(SCHEMA);
    return Uni.createFrom().item(body).map(Replies::ok);
  }

  @PUT
  @Path("probe/{name}")
  @Operation(hidden = true)
  public Response put(@PathParam("name") String name) {
    return Replies.ok(Map.of("user", call.requireUser().name(), "bytes", call.rawBody().length));
  }

  @DELETE
  @Path("probe/{name}")
  @Operation(hidden = true)
  public Uni<Response> delete(@PathParam("name") String name) {
    return Uni.createFrom().item(name).map(Replies::noContent);
  }

  @GET
  @Path("probe/own")
  @Operation(hidden = true)
  public Response own() {
    return Replies.created();
  }

  @POST
  @Path("probe-fault/{kind}")
  @Operation(hidden = true)
  public Uni<Response> fault(@PathParam("kind") String kind) {
    return switch (kind) {
      case "thrown" -> throw new IllegalStateException("secret@example.com");
      case "failed" -> Uni.createFrom().failure(new IllegalStateException("secret@example.com"));
      case "refused" -> Uni.createFrom().failure(new ApiException(ApiError.invalidRequest("no")));
      case "unavailable" ->
          Uni.createFrom().failure(new ApiException(new ApiError.Unavailable("later", 5)));
      case "framework" -> throw new ForbiddenException();
      default -> Uni.createFrom().item(Replies.accepted());
    };
  }
}
