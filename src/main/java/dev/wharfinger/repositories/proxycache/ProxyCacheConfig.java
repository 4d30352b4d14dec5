package dev.wharfinger.repositories.proxycache;

import static dev.wharfinger.platform.http.Schema.text;
import static dev.wharfinger.platform.http.Schema.type;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.platform.config.Bound;
import dev.wharfinger.platform.http.ApiError;
import dev.wharfinger.platform.http.ApiException;
import dev.wharfinger.platform.http.Schema;
import dev.wharfinger.platform.http.TextLengths;
import dev.wharfinger.platform.outbound.Url;
import java.util.Optional;

/**
 * A proxy cache as a request describes it. Source: contract organization 2.16.
 *
 * @param upstreamRegistry {@code host[:port][/namespace]}
 * @param username empty for none
 * @param password empty for none; used together with a user name only
 */
record ProxyCacheConfig(
    String upstreamRegistry,
    Optional<String> username,
    Optional<String> password,
    long expirationSeconds,
    boolean insecure) {

  @Bound(
      of = "user name or password of an upstream registry",
      unit = "characters",
      beyond = "400",
      test = "ProxyCacheConfigApiTest.refusesWhatIsTooLong")
  private static final int MAX_CREDENTIAL_LENGTH = 8_192;

  private static final long DEFAULT_EXPIRATION_SECONDS = 86_400;

  /** Leaves out the credentials, because validation errors quote the offending values. */
  static final Schema BODY =
      Schema.object()
          .required("upstream_registry")
          .property("upstream_registry", text(TextLengths.ADDRESS))
          .property(
              "expiration_s",
              type("integer", "null").minimum(Integer.MIN_VALUE).maximum(Integer.MAX_VALUE))
          .property("insecure", type("boolean", "null"));

  /** Parses a body that matches {@link #BODY}. */
  static ProxyCacheConfig of(ObjectNode body) {
    return new ProxyCacheConfig(
        body.get("upstream_registry").textValue(),
        credential(body, "upstream_registry_username"),
        credential(body, "upstream_registry_password"),
        body.path("expiration_s").isNumber()
            ? body.get("expiration_s").decimalValue().longValueExact()
            : DEFAULT_EXPIRATION_SECONDS,
        body.path("insecure").asBoolean(false));
  }

  private static Optional<String> credential(ObjectNode body, String key) {
    JsonNode value = body.path(key);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isTextual()) {
      throw new ApiException(ApiError.invalidRequest(key + " must be a string or null"));
    }
    if (value.textValue().codePointCount(0, value.textValue().length()) > MAX_CREDENTIAL_LENGTH) {
      throw new ApiException(
          ApiError.invalidRequest(ApiError.tooLong(key, MAX_CREDENTIAL_LENGTH, "characters")));
    }
    return Optional.of(value.textValue());
  }

  /** The base URL of the upstream registry. */
  Url base() {
    String host = upstreamRegistry.split("/", 2)[0];
    return new Url(
        insecure ? "http" : "https", host.equals("docker.io") ? "registry-1.docker.io" : host, "/");
  }

  /** Keeps the credentials out of logs. */
  @Override
  public String toString() {
    return "ProxyCacheConfig[" + upstreamRegistry + "]";
  }
}
