package dev.wharfinger.accounts.robot;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.accounts.robot.RobotState.Owner;
import dev.wharfinger.accounts.robot.RobotState.Right;
import dev.wharfinger.platform.http.ApiError;
import dev.wharfinger.platform.http.ApiException;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.Query;
import dev.wharfinger.repositories.repository.GrantedRepositoriesView;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** Reads robots, after checking permissions. Source: contract neighbours 5. */
@Singleton
public class RobotReads {

  private static final String LIMIT_HELP = "If specified, the number of robots to return.";

  private final Pool pool;
  private final RobotView view;
  private final GrantedRepositoriesView granted;

  @Inject
  RobotReads(Pool pool, RobotView view, GrantedRepositoriesView granted) {
    this.pool = pool;
    this.view = view;
    this.granted = granted;
  }

  /** The caller's robots. */
  Uni<ObjectNode> listOwn(ApiRequest request) {
    RobotPlace place = RobotPlace.own(request);
    return list(place, wanted(request));
  }

  /** An organization's robots: visible to its members, with tokens to its administrators. */
  Uni<ObjectNode> listIn(String organization, ApiRequest request) {
    RobotView.Wanted wanted = wanted(request);
    return list(RobotPlace.in(organization, request), wanted);
  }

  private static RobotView.Wanted wanted(ApiRequest request) {
    Query query = request.query();
    return new RobotView.Wanted(
        query.flag("permissions", false),
        query.flag("token", true),
        query.integer("limit", LIMIT_HELP));
  }

  private Uni<ObjectNode> list(RobotPlace place, RobotView.Wanted wanted) {
    return RobotState.load(pool, place, "")
        .flatMap(state -> {
          Owner owner = owner(state, place, Right.MEMBER);
          return view.list(
              owner.account(),
              new RobotView.Wanted(
                  wanted.permissions() && state.right().compareTo(Right.READER) >= 0,
                  wanted.token() && state.right() == Right.ADMINISTRATOR,
                  wanted.limit()));
        })
        .map(robots -> JsonNodeFactory.instance.objectNode().putPOJO("robots", robots));
  }

  /** One robot; readers who do not administer it do not see its token. */
  Uni<ObjectNode> one(RobotPlace place, String shortName) {
    return RobotState.load(pool, place, shortName)
        .flatMap(state ->
            view.whole(
                owner(state, place, Right.READER).account(),
                shortName,
                state.right() == Right.ADMINISTRATOR))
        .map(RobotReads::known);
  }

  /** The identities that may act as a robot. */
  Uni<List<?>> federation(RobotPlace place, String shortName) {
    return RobotState.load(pool, place, shortName)
        .flatMap(state -> view.federation(owner(state, place, Right.READER).account(), shortName))
        .map(RobotReads::known);
  }

  /** The repositories that a robot of the caller's may use. */
  Uni<ObjectNode> permissionsOfOwn(String shortName, ApiRequest request) {
    RobotPlace place = RobotPlace.own(request);
    return RobotState.load(pool, place, shortName)
        .flatMap(state -> permissions(owner(state, place, Right.READER)));
  }

  /** The same of an organization's robot, which takes the operation's scope too. */
  Uni<ObjectNode> permissionsIn(String organization, String shortName, ApiRequest request) {
    RobotPlace place = RobotPlace.inScope(organization, request);
    return RobotState.load(pool, place, shortName)
        .flatMap(state -> {
          if (state.right().compareTo(Right.READER) < 0) {
            throw new ApiException(ApiError.FORBIDDEN);
          }
          return permissions(owner(state, place, Right.READER));
        });
  }

  private Uni<ObjectNode> permissions(Owner owner) {
    return granted
        .toAccount(owner.robot().orElseThrow(() -> new ApiException(RobotErrors.UNKNOWN)))
        .map(permissions ->
            JsonNodeFactory.instance.objectNode().putPOJO("permissions", permissions));
  }

  private static Owner owner(RobotState state, RobotPlace place, Right needed) {
    if (state.right().compareTo(needed) < 0) {
      throw new ApiException(ApiError.denied(place.caller()));
    }
    return state
        .owner()
        .orElseThrow(() -> new ApiException(RobotErrors.noOrganization(place.ownerName())));
  }

  private static <T> T known(Optional<T> found) {
    return found.orElseThrow(() -> new ApiException(RobotErrors.UNKNOWN));
  }
}
