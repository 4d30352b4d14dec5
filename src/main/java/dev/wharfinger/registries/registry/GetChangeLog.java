package dev.wharfinger.registries.registry;

import dev.wharfinger.platform.http.Api;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Answer;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.Replies;
import dev.wharfinger.platform.http.SuperuserRequest;
import dev.wharfinger.platform.security.Scope;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;

/** Shows superusers what changed from version to version. Source: contract superuser 12. */
@Path(Api.ROOT)
public class GetChangeLog {

  /** The repository's file, packaged with the service. */
  private static final String RESOURCE = "/CHANGELOG.md";

  private static final String LOG = read();

  @Inject ApiRequest request;
  @Inject SuperuserRequest superusers;

  @GET
  @Path("superuser/changelog/")
  @ApiOperation(
      summary = "Get the change log of this service.",
      scope = Scope.SUPER_USER,
      answers = @Answer(schema = "ChangeLog"))
  public Response getChangeLog() {
    superusers.mayRead(request.requireFreshUser());
    return Replies.ok(Map.of("log", LOG));
  }

  private static String read() {
    try (InputStream in = GetChangeLog.class.getResourceAsStream(RESOURCE)) {
      return new String(
          Objects.requireNonNull(in, RESOURCE).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
