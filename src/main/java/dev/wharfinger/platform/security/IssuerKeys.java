package dev.wharfinger.platform.security;

import dev.wharfinger.platform.config.Bound;
import dev.wharfinger.platform.security.CallerResolver.InvalidExternalToken;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/**
 * The public keys of one foreign issuer, fetched again every ten minutes and for an unknown key.
 * While the issuer cannot be reached, its last published keys are accepted for an hour.
 */
final class IssuerKeys {

  private static final Logger LOG = Logger.getLogger(IssuerKeys.class);
  private static final int TIMEOUT_MILLIS = 5_000;

  @Bound(
      of = "key set of a foreign issuer",
      unit = "bytes",
      beyond = "the cached keys stay in use",
      test = "IssuerKeysTest.readsNoMoreThanAKeySetCanHave")
  private static final int MAX_BYTES = 1 << 20;

  private static final long FRESH_NANOS = Duration.ofMinutes(10).toNanos();
  private static final long USABLE_NANOS = Duration.ofHours(1).toNanos();
  private static final long AGAIN_NANOS = Duration.ofSeconds(1).toNanos();

  private final HttpClient client;
  private final URI address;
  private @Nullable Fetched last;
  private long triedAt = System.nanoTime() - AGAIN_NANOS;
  private @Nullable Uni<List<JsonWebKey>> fetching;

  private record Fetched(List<JsonWebKey> keys, long at) {}

  IssuerKeys(Vertx vertx, URI address) {
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions().setConnectTimeout(TIMEOUT_MILLIS).setMaxPoolSize(1));
    this.address = address;
  }

  /** The keys with this id, fetched again if it is unknown, at most once a second. */
  Uni<List<JsonWebKey>> knowing(String kid) {
    return keys(kid).map(all -> withId(all, kid));
  }

  private synchronized Uni<List<JsonWebKey>> keys(String kid) {
    long now = System.nanoTime();
    Fetched known = last;
    boolean fresh =
        known != null && now - known.at() < FRESH_NANOS && !withId(known.keys(), kid).isEmpty();
    if (fresh || (fetching == null && now - triedAt < AGAIN_NANOS)) {
      return Uni.createFrom().item(() -> lastResort(now));
    }
    if (fetching == null) {
      triedAt = now;
      fetching = fetch().onTermination().invoke(this::over).memoize().indefinitely();
    }
    return OffLoop.shared(fetching);
  }

  private synchronized void over() {
    fetching = null;
  }

  private Uni<List<JsonWebKey>> fetch() {
    RequestOptions request =
        new RequestOptions()
            .setMethod(HttpMethod.GET)
            .setAbsoluteURI(address.toString())
            .setTimeout(TIMEOUT_MILLIS)
            .putHeader("Accept", "application/json");
    return Uni.createFrom()
        .completionStage(() ->
            client
                .request(request)
                .compose(HttpClientRequest::send)
                .compose(IssuerKeys::body)
                .toCompletionStage())
        .ifNoItem()
        .after(Duration.ofMillis(TIMEOUT_MILLIS))
        .fail()
        .map(IssuerKeys::parse)
        .invoke(this::keep)
        .onFailure()
        .invoke(failure ->
            LOG.warnf(
                "The keys of a foreign issuer could not be fetched from %s: %s",
                address.getHost(), failure.getClass().getName()))
        .onFailure()
        .recoverWithUni(_ -> Uni.createFrom().item(() -> lastResort(System.nanoTime())));
  }

  /** Reads at most the size limit of a key set; a response that sends more is aborted. */
  private static Future<Buffer> body(HttpClientResponse response) {
    Promise<Buffer> whole = Promise.promise();
    Buffer body = Buffer.buffer();
    HttpClientResponse _ =
        response
            .exceptionHandler(whole::tryFail)
            .handler(chunk -> {
              if (body.length() + chunk.length() > MAX_BYTES) {
                boolean _ = whole.tryFail("too long for a key set");
                boolean _ = response.request().reset();
              } else {
                Buffer _ = body.appendBuffer(chunk);
              }
            })
            .endHandler(_ -> whole.tryComplete(body));
    return whole.future();
  }

  /** By jose4j: SmallRye JWT takes no key of a set with one that it does not know. */
  private static List<JsonWebKey> parse(Buffer body) {
    try {
      return List.copyOf(new JsonWebKeySet(body.toString()).getJsonWebKeys());
    } catch (JoseException e) {
      throw new IllegalStateException("not a key set", e);
    }
  }

  private synchronized void keep(List<JsonWebKey> keys) {
    last = new Fetched(keys, System.nanoTime());
  }

  private synchronized List<JsonWebKey> lastResort(long now) {
    Fetched known = last;
    if (known == null || now - known.at() > USABLE_NANOS) {
      throw new InvalidExternalToken("Unable to connect to auth server");
    }
    return known.keys();
  }

  private static List<JsonWebKey> withId(List<JsonWebKey> keys, String kid) {
    return keys.stream().filter(key -> kid.equals(key.getKeyId())).toList();
  }
}
