package dev.wharfinger.registry;

import dev.wharfinger.http.Api;
import dev.wharfinger.http.ApiOperation;
import dev.wharfinger.http.ApiOperation.Answer;
import dev.wharfinger.http.Call;
import dev.wharfinger.http.Replies;
import dev.wharfinger.http.SuperuserCall;
import dev.wharfinger.security.Scope;
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

  /** The page of the repository, packed with the service. */
  private static final String RESOURCE = "/CHANGELOG.md";

  private static final String LOG = read();

  @Inject Call call;
  @Inject SuperuserCall superusers;

  @GET
  @Path("superuser/changelog/")
  @ApiOperation(
      summary = "Get the change log of this service.",
      scope = Scope.SUPER_USER,
      answers = @Answer(schema = "ChangeLog"))
  public Response getChangeLog() {
    superusers.mayRead(call.requireFreshUser());
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
