package dev.wharfinger.platform.discovery;

import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Answer;
import dev.wharfinger.platform.security.SigningKeys;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Publishes the keys that verify access tokens (RFC 7517 5). */
@Path("/.well-known")
public class PublishSigningKeys {

  /** Shorter than the time between a key's publication and its first signature. */
  private static final int MAX_AGE_SECONDS = 60;

  private final SigningKeys keys;

  @Inject
  PublishSigningKeys(SigningKeys keys) {
    this.keys = keys;
  }

  /** The key set. */
  @GET
  @Path("jwks.json")
  @ApiOperation(
      summary = "Get the public keys that verify access tokens.",
      answers = @Answer(schema = "KeySet"))
  public Uni<Response> publishSigningKeys() {
    return keys.publicKeys()
        .map(set ->
            Response.ok(set, MediaType.APPLICATION_JSON_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "public, max-age=" + MAX_AGE_SECONDS)
                .build());
  }
}
