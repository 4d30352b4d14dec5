package dev.wharfinger.repositories.proxycache;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wharfinger.platform.http.ApiError;
import dev.wharfinger.platform.http.ApiException;
import dev.wharfinger.platform.http.Json;
import dev.wharfinger.platform.outbound.Challenge;
import dev.wharfinger.platform.outbound.OutboundAnswer;
import dev.wharfinger.platform.outbound.OutboundFailure;
import dev.wharfinger.platform.outbound.OutboundHttp;
import dev.wharfinger.platform.outbound.OutboundRequest;
import dev.wharfinger.platform.outbound.Url;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * Probes an upstream registry as a client of its API would: sends a request, answers the challenge,
 * and sends it again. Source: contract organization 2.18.
 */
@Singleton
class UpstreamProbe {

  private static final int OK = 200;
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;

  private final OutboundHttp http;

  @Inject
  UpstreamProbe(OutboundHttp http) {
    this.http = http;
  }

  /** The result of a probe. */
  enum Finding {
    /** The registry answers. */
    VALID,
    /** The registry answers but requires authentication. */
    ANONYMOUS,
    /** There is no answer, or access is denied. */
    FAILED,
    /** The answer does not come from a registry. */
    UNEXPECTED_RESPONSE
  }

  /** The registry denied access. */
  private static final class AccessDenied extends RuntimeException {
    AccessDenied() {
      super("the upstream registry refused access", null, false, false);
    }
  }

  /** Probes the registry. */
  Uni<Finding> probe(ProxyCacheConfig config) {
    return authorization(config)
        .flatMap(first ->
            ping(config, first)
                .flatMap(answer ->
                    answer.status() == UNAUTHORIZED
                        ? authorization(config).flatMap(second -> ping(config, second))
                        : Uni.createFrom().item(answer)))
        .map(UpstreamProbe::finding)
        .onFailure(failure -> !(failure instanceof OutboundFailure.TooMany))
        .recoverWithItem(Finding.FAILED)
        .onFailure()
        .transform(_ -> new ApiException(ApiError.TOO_BUSY));
  }

  private static Finding finding(OutboundAnswer answer) {
    if (answer.status() == OK) {
      return Finding.VALID;
    }
    if (answer.status() == UNAUTHORIZED) {
      return Finding.ANONYMOUS;
    }
    return answer.status() >= 400 ? Finding.FAILED : Finding.UNEXPECTED_RESPONSE;
  }

  private Uni<OutboundAnswer> ping(ProxyCacheConfig config, Optional<String> authorization) {
    Url base = config.base();
    return http.send(
        OutboundRequest.get(new Url(base.scheme(), base.authority(), "/v2/"), authorization));
  }

  /** The credentials to send; none if the registry is open. */
  private Uni<Optional<String>> authorization(ProxyCacheConfig config) {
    return ping(config, Optional.empty())
        .flatMap(answer ->
            answer.status() == OK
                ? Uni.createFrom().item(Optional.empty())
                : answered(config, Challenge.of(answer.header("WWW-Authenticate"))));
  }

  private Uni<Optional<String>> answered(ProxyCacheConfig config, Challenge challenge) {
    Optional<String> credentials = basic(config);
    return challenge.isBasic() && credentials.isPresent()
        ? Uni.createFrom().item(credentials)
        : http.send(OutboundRequest.get(realm(config, challenge), credentials))
            .map(answer -> token(answer, credentials.isPresent()));
  }

  /** Credentials that were to be sent encrypted are not sent unencrypted. */
  private static Url realm(ProxyCacheConfig config, Challenge challenge) {
    Url realm = Url.parse(challenge.parameter("realm"));
    if (!config.insecure() && !realm.scheme().equals("https")) {
      throw new AccessDenied();
    }
    String service =
        URLEncoder.encode(challenge.parameter("service"), StandardCharsets.UTF_8)
            .replace("+", "%20");
    String glue = realm.target().contains("?") ? "&" : "?";
    return new Url(realm.scheme(), realm.authority(), realm.target() + glue + "service=" + service);
  }

  private static Optional<String> token(OutboundAnswer answer, boolean withCredentials) {
    boolean denied = answer.status() == UNAUTHORIZED || answer.status() == FORBIDDEN;
    if (denied && !withCredentials) {
      return Optional.empty();
    }
    if (answer.status() >= 400) {
      throw new AccessDenied();
    }
    JsonNode json =
        Json.parse(answer.body().getBytes())
            .filter(JsonNode::isObject)
            .orElseThrow(AccessDenied::new);
    JsonNode token = json.hasNonNull("token") ? json.get("token") : json.path("access_token");
    if (!token.isTextual() || !token.textValue().matches("[!-~]+")) {
      throw new AccessDenied();
    }
    return Optional.of("Bearer " + token.textValue());
  }

  private static Optional<String> basic(ProxyCacheConfig config) {
    return config
        .username()
        .flatMap(user ->
            config
                .password()
                .map(password ->
                    "Basic "
                        + Base64.getEncoder()
                            .encodeToString(
                                (user + ":" + password).getBytes(StandardCharsets.UTF_8))));
  }
}
