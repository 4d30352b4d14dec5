package dev.wharfinger.accounts.session;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Rule;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.Replies;
import dev.wharfinger.platform.http.Sessions;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;

/**
 * Returns the CSRF token of the session to the service's own pages; other sites cannot read it.
 * Source: contract sessions 1.3.
 */
@Path("/csrf_token")
public class GetCsrfToken {

  @Inject ApiRequest request;
  @Inject Sessions sessions;

  @GET
  @ApiOperation(
      summary = "Get the CSRF token of the session.",
      rules = {Rule.SESSION_COOKIE, Rule.READ_BY_SCRIPTS})
  public Response getCsrfToken() {
    return Replies.ok(
        JsonNodeFactory.instance.objectNode().put("csrf_token", sessions.csrfToken(request)));
  }

  @OPTIONS
  @Operation(hidden = true)
  @ApiOperation(
      summary = "The same as GET.",
      rules = {Rule.SESSION_COOKIE, Rule.READ_BY_SCRIPTS})
  public Response getCsrfTokenByOptions() {
    return getCsrfToken();
  }
}
