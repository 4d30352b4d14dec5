package dev.wharfinger.accounts.team;

import dev.wharfinger.platform.config.RegistryState;
import dev.wharfinger.platform.config.Settings;
import dev.wharfinger.platform.http.ApiError;
import dev.wharfinger.platform.http.ApiException;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Rule;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.Writes;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.platform.security.SessionCallers;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/**
 * The link in an invitation mail: in a browser that is signed in it accepts the invitation, which
 * is valid for that user only. Source: contract neighbours 4.
 */
@Path("/confirminvite")
public class ConfirmInvite {

  private static final ApiError SIGN_IN =
      ApiError.message(401, "Sign in to accept the invitation, then follow the link again.");

  @Inject ApiRequest request;
  @Inject Writes writes;
  @Inject Settings settings;
  @Inject SessionCallers sessions;
  @Inject Invite invite;

  @GET
  @Produces(MediaType.TEXT_PLAIN)
  @ApiOperation(
      summary = "Accept an invitation to a team through its link.",
      rules = Rule.SESSION_COOKIE)
  public Uni<String> confirmInvite(@QueryParam("code") @Nullable String code) {
    invite.requireMailing();
    if (settings.registryState() == RegistryState.READONLY) {
      throw new ApiException(ApiError.READ_ONLY);
    }
    return request
        .session()
        .map(session -> sessions.of(session, request.receivedAt()))
        .orElseGet(() -> Uni.createFrom().item(SessionCallers.Found.NOBODY))
        .flatMap(found ->
            switch (found.caller()) {
              case Caller.User user -> accept(code == null ? "" : code, user);
              case Caller.Anonymous _ -> throw new ApiException(SIGN_IN);
            });
  }

  private Uni<String> accept(String code, Caller.User user) {
    return writes
        .submit(
            writes.beginAnew(request),
            Writes.actor(request, user),
            new AcceptOrganizationTeamInvite.Accept(code, user))
        .replaceWith("You have joined the team.\n");
  }
}
