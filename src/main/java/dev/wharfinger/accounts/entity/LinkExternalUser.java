package dev.wharfinger.accounts.entity;

import dev.wharfinger.platform.http.Api;
import dev.wharfinger.platform.http.ApiError;
import dev.wharfinger.platform.http.ApiException;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Answer;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/**
 * Finds no user of an external directory, because there is none. Source: contract repositories 11.
 */
@Path(Api.ROOT)
public class LinkExternalUser {

  @POST
  @Path("entities/link/{username}")
  @ApiOperation(
      summary = "Link a user of an external directory to an account.",
      internal = true,
      answers = @Answer(schema = "LinkedUser"))
  public Response linkExternalUser(@PathParam("username") String username) {
    throw new ApiException(ApiError.NO_SUCH_PAGE);
  }
}
