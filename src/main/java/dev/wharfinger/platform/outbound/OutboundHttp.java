package dev.wharfinger.platform.outbound;

import dev.wharfinger.platform.config.Bound;
import dev.wharfinger.platform.config.WharfingerSettings;
import dev.wharfinger.platform.security.OffLoop;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;

/**
 * Sends HTTP requests to addresses that users specify, within limits: every address is checked
 * before it is connected to, including redirects; the connection goes to the checked address; time
 * and size of a response are limited. Source: contract organization 2.18.
 */
@Singleton
public class OutboundHttp {

  @Bound(
      of = "wait for a connection to an address given by a user",
      unit = "milliseconds",
      beyond = "the next address is tried",
      test = "OutboundHttpTest.triesTheNextAddressWhenOneIsSilent")
  private static final int CONNECT_MILLIS = 5_000;

  @Bound(
      of = "response of a host named by a user",
      unit = "bytes",
      beyond = "the request fails",
      test = "OutboundHttpTest.readsNoMoreOfAnAnswerThanItsBound")
  static final int MAX_BODY_BYTES = 64 * 1024;

  @Bound(
      of = "response of the attached registry, such as a manifest or a config",
      unit = "bytes",
      beyond = "the request fails",
      test = "OutboundHttpTest.readsMoreOfWhatTheOperatorConfigured")
  static final int MAX_OWN_BODY_BYTES = 1 << 20;

  @Bound(
      of = "requests to hosts named by users at a time",
      unit = "requests",
      beyond = "503, or tried again later",
      test = "OutboundHttpTest.sendsSoManyRequestsAtATime")
  static final int MOST_AT_ONCE = 128;

  @Bound(
      of = "response head of a host named by a user",
      unit = "bytes",
      beyond = "the request fails",
      test = "OutboundHttpTest.readsNoMoreOfAHeadThanItsBound")
  public static final int MAX_HEADER_BYTES = 16 * 1024;

  @Bound(
      of = "addresses of a host that are tried",
      unit = "addresses",
      beyond = "the rest are not tried",
      test = "OutboundHttpTest.triesSoManyAddressesOfAName")
  static final int TRIED_ADDRESSES = 4;

  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

  private final HttpClient client;
  private final DestinationCheck check;
  private final Duration patience;
  private final Semaphore turns = new Semaphore(MOST_AT_ONCE);

  @Inject
  OutboundHttp(Vertx vertx, DestinationCheck check, WharfingerSettings settings) {
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setKeepAlive(false)
                .setConnectTimeout(CONNECT_MILLIS)
                .setMaxHeaderSize(MAX_HEADER_BYTES)
                .setDecompressionSupported(false));
    this.check = check;
    this.patience = Duration.ofSeconds(settings.outboundPatienceSeconds());
  }

  /** The response; fails with {@link OutboundFailure} if there is none. */
  public Uni<OutboundAnswer> send(OutboundRequest request) {
    return Uni.createFrom()
        .deferred(() ->
            turns.tryAcquire()
                ? send(request, MAX_BODY_BYTES).onTermination().invoke(() -> turns.release())
                : Uni.createFrom().failure(new OutboundFailure.TooMany()));
  }

  private Uni<OutboundAnswer> send(OutboundRequest request, int most) {
    return OffLoop.shared(
        check
            .check(request.url())
            .flatMap(verdict ->
                switch (verdict) {
                  case Verdict.Allowed allowed -> exchange(request, allowed, most, 0);
                  case Verdict.Refused _ -> failed("the address is not allowed");
                })
            .flatMap(answer -> follow(request, answer, most)));
  }

  /** The same for an operator-configured address: it may be internal; redirects are checked. */
  public Uni<OutboundAnswer> sendToOwn(OutboundRequest request) {
    return OffLoop.shared(
        check
            .resolve(request.url())
            .flatMap(verdict ->
                switch (verdict) {
                  case Verdict.Allowed allowed -> exchange(request, allowed, MAX_OWN_BODY_BYTES, 0);
                  case Verdict.Refused _ -> failed("the address cannot be reached");
                })
            .flatMap(answer -> follow(request, answer, MAX_OWN_BODY_BYTES)));
  }

  private Uni<OutboundAnswer> follow(OutboundRequest request, OutboundAnswer answer, int most) {
    if (!REDIRECTS.contains(answer.status()) || answer.header("Location").isEmpty()) {
      return Uni.createFrom().item(answer);
    }
    return request.redirects() == 0
        ? failed("too many redirects")
        : send(request.redirected(request.url().resolve(answer.header("Location").get())), most);
  }

  /** Tries the addresses one after another until a connection succeeds. */
  private Uni<OutboundAnswer> exchange(
      OutboundRequest request, Verdict.Allowed to, int most, int index) {
    List<InetAddress> addresses = to.addresses();
    if (index == Math.min(addresses.size(), TRIED_ADDRESSES)) {
      return failed("no address accepts connections");
    }
    RequestOptions options = options(request, to, addresses.get(index));
    return Uni.createFrom()
        .<OutboundAnswer>emitter(out -> exchange(request, options, most, out))
        .ifNoItem()
        .after(patience)
        .failWith(() -> new OutboundFailure("the response took too long"))
        .onFailure(NotConnected.class)
        .recoverWithUni(() -> exchange(request, to, most, index + 1));
  }

  /** No connection was made and nothing was sent: another address may be tried. */
  private static final class NotConnected extends RuntimeException {
    NotConnected() {
      super("not connected", null, false, false);
    }
  }

  private void exchange(
      OutboundRequest request,
      RequestOptions options,
      int most,
      UniEmitter<? super OutboundAnswer> out) {
    Future<HttpClientRequest> opening = client.request(options);
    out.onTermination(() -> opening.onSuccess(HttpClientRequest::reset));
    opening
        .onFailure(_ -> out.fail(new NotConnected()))
        .onSuccess(opened ->
            request
                .body()
                .map(opened::send)
                .orElseGet(opened::send)
                .onFailure(_ -> out.fail(broken()))
                .onSuccess(response -> collect(response, most, out)));
  }

  private static OutboundFailure broken() {
    return new OutboundFailure("the connection failed");
  }

  private static RequestOptions options(
      OutboundRequest request, Verdict.Allowed to, InetAddress address) {
    RequestOptions options =
        new RequestOptions()
            .setMethod(request.method())
            .setServer(SocketAddress.inetSocketAddress(to.port(), address.getHostAddress()))
            .setHost(request.url().host())
            .setPort(to.port())
            .setSsl(request.url().scheme().equals("https"))
            .setURI(request.url().target())
            .setFollowRedirects(false)
            .setConnectTimeout(CONNECT_MILLIS)
            .putHeader("Host", request.url().hostHeader())
            .putHeader("User-Agent", "Wharfinger")
            .putHeader("Accept", "application/json");
    request.headers().forEach(options::putHeader);
    request.authorization().ifPresent(value -> options.putHeader("Authorization", value));
    return options;
  }

  /**
   * Completes the exchange with the response, or when it becomes too long; the rest is not read.
   */
  private static void collect(
      HttpClientResponse response, int most, UniEmitter<? super OutboundAnswer> out) {
    Buffer body = Buffer.buffer();
    response
        .exceptionHandler(_ -> out.fail(broken()))
        .handler(chunk -> {
          if (body.length() + chunk.length() > most) {
            out.fail(new OutboundFailure("the response is too long"));
          } else {
            body.appendBuffer(chunk);
          }
        })
        .endHandler(
            _ -> out.complete(new OutboundAnswer(response.statusCode(), response.headers(), body)));
  }

  private static <T> Uni<T> failed(String reason) {
    return Uni.createFrom().failure(new OutboundFailure(reason));
  }
}
