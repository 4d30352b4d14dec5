package dev.wharfinger.feed;

import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;

/**
 * The AsyncAPI document of the audit feed, for whoever subscribes to it. Beside the public API, as
 * is all that operators use; nothing in it depends on the installation.
 */
@Path("/operator/asyncapi.yaml")
@Singleton
public class ShowFeedDescription {

  private static final String RESOURCE = "/docs/asyncapi.yaml";
  private static final String DOCUMENT = read();

  @GET
  @Operation(hidden = true)
  public Response show() {
    return Response.ok(DOCUMENT, "application/yaml").build();
  }

  private static String read() {
    try (InputStream in = ShowFeedDescription.class.getResourceAsStream(RESOURCE)) {
      return new String(
          Objects.requireNonNull(in, RESOURCE).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
