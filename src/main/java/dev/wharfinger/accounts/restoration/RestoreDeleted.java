package dev.wharfinger.accounts.restoration;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.accounts.restoration.Restoration.Kind;
import dev.wharfinger.accounts.restoration.Restorations.Wanted;
import dev.wharfinger.platform.http.Api;
import dev.wharfinger.platform.http.ApiError;
import dev.wharfinger.platform.http.ApiException;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Answer;
import dev.wharfinger.platform.http.ApiOperation.Body;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.Refusals;
import dev.wharfinger.platform.http.Replies;
import dev.wharfinger.platform.http.Schema;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.platform.security.Scope;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Restores an organization, a repository, a team or a robot that was deleted, as the history has
 * it. Source: docs/history.md.
 */
@Path(Api.OWN_ROOT)
public class RestoreDeleted {

  static final Schema BODY =
      Schema.object()
          .property("seq", Schema.integer().minimum(0))
          .property("strict", Schema.bool())
          .property("dry_run", Schema.bool());

  /** A name may have slashes; the last part is the route. */
  private static final String ROUTE =
      "history/{kind}/{name: \\G[^/]+(?:/(?!restore$)[^/]+)*+}/restore";

  @Inject ApiRequest request;
  @Inject Refusals refusals;
  @Inject Restorations restorations;

  @POST
  @Path(ROUTE)
  @ApiOperation(
      summary = "Restore something that was deleted, with its parts.",
      scope = Scope.ORG_ADMIN,
      tag = "history",
      body = @Body(optional = true),
      answers = @Answer(schema = "HistoryRestored"))
  public Uni<Response> restoreDeleted(
      @PathParam("kind") String kind, @PathParam("name") String name) {
    return switch (kind) {
      case "organization" -> restore(Kind.ORGANIZATION, fullAccess(), "", name);
      case "user" -> {
        var _ = fullAccess();
        yield refuse(RestorationRejection.Simple.USER_ERASED);
      }
      case "robot" -> within(Kind.ROBOT, name, '+');
      case "team" -> within(Kind.TEAM, name, '/');
      case "repository" -> within(Kind.REPOSITORY, name, '/');
      default -> throw ApiException.notFound();
    };
  }

  /** A superuser whose login is fresh, as for deleting an organization. */
  private Caller.User fullAccess() {
    Caller.User caller = request.requireFreshUser();
    if (!caller.fullAccess()) {
      throw new ApiException(ApiError.denied(caller));
    }
    return caller;
  }

  private Uni<Response> refuse(RestorationRejection reason) {
    return Uni.createFrom().failure(new ApiException(refusals.of(reason)));
  }

  private Uni<Response> within(Kind kind, String name, char separator) {
    Caller.User caller = request.requireUser();
    int at = name.indexOf(separator);
    if (at <= 0 || at == name.length() - 1) {
      throw ApiException.notFound();
    }
    return restore(kind, caller, name.substring(0, at), name.substring(at + 1));
  }

  private Uni<Response> restore(Kind kind, Caller.User caller, String namespace, String name) {
    Optional<ObjectNode> body = request.optionalBody(BODY);
    return restorations
        .restore(
            new Wanted(
                kind,
                namespace,
                name,
                body.filter(it -> it.has("seq"))
                    .map(it -> OptionalLong.of(it.get("seq").asLong()))
                    .orElseGet(OptionalLong::empty),
                body.map(it -> it.path("strict").asBoolean()).orElse(false),
                body.map(it -> it.path("dry_run").asBoolean()).orElse(false)),
            caller,
            request)
        .map(Replies::ok);
  }
}
