package dev.wharfinger.registries.health;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.platform.config.Settings;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.Json;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.platform.security.CallerResolver;
import dev.wharfinger.platform.security.SessionCallers;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The state of some services as a response: 200 if all of them work, else 503. Superusers are told
 * more. Source: contract repositories 12.
 */
@Singleton
class HealthReplies {

  private static final int ENOUGH_PERCENT = 1;
  private static final int PLENTY_PERCENT = 10;
  private static final int LATER_SECONDS = 30;

  private final ServiceChecks checks;
  private final SessionCallers sessions;
  private final CallerResolver tokens;
  private final String host;

  @Inject
  HealthReplies(
      ServiceChecks checks, SessionCallers sessions, CallerResolver tokens, Settings settings) {
    this.checks = checks;
    this.sessions = sessions;
    this.tokens = tokens;
    this.host = settings.serverHostname();
  }

  /** What this instance needs. */
  Uni<Response> ofInstance(ApiRequest request) {
    return Uni.combine()
        .all()
        .unis(checks.database(), checks.signingKey())
        .asTuple()
        .flatMap(found ->
            report(
                Map.of(
                    "auth",
                    true,
                    "database",
                    found.getItem1(),
                    "disk_space",
                    ServiceChecks.disk(ENOUGH_PERCENT),
                    "registry_gunicorn",
                    true,
                    "service_key",
                    found.getItem2(),
                    "web_gunicorn",
                    true),
                request));
  }

  /** What all instances depend on. */
  Uni<Response> endToEnd(ApiRequest request) {
    return Uni.combine()
        .all()
        .unis(checks.database(), checks.storage())
        .asTuple()
        .flatMap(found ->
            report(
                Map.of(
                    "auth", true,
                    "database", found.getItem1(),
                    "redis", checks.journal(),
                    "storage", found.getItem2()),
                request));
  }

  /** What will be missing soon. */
  Uni<Response> warning(ApiRequest request) {
    return report(Map.of("disk_space_warning", ServiceChecks.disk(PLENTY_PERCENT)), request);
  }

  private Uni<Response> report(Map<String, Boolean> services, ApiRequest request) {
    return caller(request)
        .map(caller -> report(new TreeMap<>(services), caller, !services.containsValue(false)));
  }

  private Response report(SortedMap<String, Boolean> services, Caller caller, boolean well) {
    int status = well ? 200 : 503;
    ObjectNode view = JsonNodeFactory.instance.objectNode();
    ObjectNode data = view.putObject("data").putPOJO("services", services);
    if (caller instanceof Caller.User user && user.superuser()) {
      ObjectNode expanded = data.putObject("services_expanded");
      services.forEach((name, works) -> expanded.putObject(name).put("status", works));
      data.putArray("notes");
      data.put("is_testing", false)
          .put("config_provider", "file")
          .putNull("local_service_key_id")
          .put("hostname", host);
    }
    view.put("status_code", status);
    Response.ResponseBuilder response =
        Response.status(status)
            .type(MediaType.APPLICATION_JSON_TYPE)
            .header(HttpHeaders.CACHE_CONTROL, "no-cache, no-store, must-revalidate")
            .entity(Json.line(view));
    return well
        ? response.build()
        : response.header(HttpHeaders.RETRY_AFTER, LATER_SECONDS).build();
  }

  /** Nobody is refused: a credential that is not valid counts as none. */
  private Uni<Caller> caller(ApiRequest request) {
    Optional<String> authorization = request.header(HttpHeaders.AUTHORIZATION);
    Uni<Caller> found =
        authorization.isPresent()
            ? tokens.resolve(authorization)
            : request
                .session()
                .map(session ->
                    sessions.of(session, request.receivedAt()).map(SessionCallers.Found::caller))
                .orElseGet(() -> Uni.createFrom().item(Caller.ANONYMOUS));
    return found.onFailure().recoverWithItem(Caller.ANONYMOUS);
  }
}
