package dev.wharfinger.platform.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.platform.config.Bound;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.platform.security.Scope;
import dev.wharfinger.platform.security.Session;
import dev.wharfinger.platform.security.SessionCallers;
import dev.wharfinger.platform.text.Excerpt;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The current request, as operations see it. */
@RequestScoped
public class ApiRequest {

  @Bound(
      of = "Idempotency-Key",
      unit = "characters",
      beyond = "400",
      test = "RequestIntakeTest.readsIdempotencyKeys")
  private static final int MAX_KEY_LENGTH = 255;

  private final RoutingContext context;
  private final Bodies bodies;
  private Caller caller = Caller.ANONYMOUS;
  private Optional<Scope> scope = Optional.empty();
  private boolean stale;

  @Inject
  ApiRequest(RoutingContext context, Bodies bodies) {
    this.context = context;
    this.bodies = bodies;
  }

  /** The caller. */
  public Caller caller() {
    return caller;
  }

  /** The user who makes the request; anonymous callers are refused. */
  public Caller.User requireUser() {
    return switch (caller) {
      case Caller.User user -> user;
      case Caller.Anonymous _ -> throw new ApiException(ApiError.denied(caller));
    };
  }

  /**
   * The user who asks, with a token that has the operation's scope ({@link ApiOperation#scope});
   * others are refused. Fails for an operation that declares none.
   */
  public Caller.User requireUserInScope() {
    Caller.User user = requireUser();
    Scope needed =
        scope.orElseThrow(() -> new IllegalStateException("the operation declares no scope"));
    if (!user.may(needed)) {
      throw new ApiException(ApiError.denied(user));
    }
    return user;
  }

  /**
   * The user who makes the request, refused if a browser session needs a fresh login. Source:
   * contract sessions 1.7.
   */
  public Caller.User requireFreshUser() {
    Caller.User user = requireUser();
    refuseStale();
    return user;
  }

  /** The same with a token that has the operation's scope, which is looked at first. */
  public Caller.User requireFreshUserInScope() {
    Caller.User user = requireUserInScope();
    refuseStale();
    return user;
  }

  private void refuseStale() {
    if (stale) {
      throw new ApiException(ApiError.problem(ProblemType.FRESH_LOGIN_REQUIRED));
    }
  }

  /** The session that the browser sent. */
  public Optional<Session> session() {
    return visit().session();
  }

  /** The CSRF token that the request carries, if any (sessions 1.3). */
  public Optional<String> csrfToken() {
    return CsrfCheck.presented(request(), arrival()::body);
  }

  /** The client's address, for the usage logs; empty on a connection without one. */
  public Optional<String> clientAddress() {
    return Optional.ofNullable(request().remoteAddress()).map(SocketAddress::hostAddress);
  }

  /** The {@code User-Agent} of the client, truncated to the length that is kept. */
  public Optional<String> userAgent() {
    return Optional.ofNullable(request().getHeader("User-Agent"))
        .map(agent -> Excerpt.first(agent, TextLengths.HEADER, ""));
  }

  /**
   * Puts a text into the answer's status line, for clients that display nothing else of it:
   * truncated, and with question marks for characters outside printable ASCII.
   */
  public void setReasonPhrase(String text) {
    String line = Excerpt.first(text, Excerpt.MAX_QUOTED, "...");
    var _ = context.response().setStatusMessage(line.replaceAll("[^ -~]", "?"));
  }

  /** When the request arrived, in milliseconds; the clock is read once. */
  public Instant receivedAt() {
    return arrival().receivedAt();
  }

  /** The client's {@code Idempotency-Key}: a request with the same key is the same command. */
  public Optional<String> idempotencyKey() {
    List<String> keys = request().headers().getAll("Idempotency-Key");
    if (keys.isEmpty()) {
      return Optional.empty();
    }
    String key = keys.getFirst();
    if (keys.size() > 1 || key.isEmpty() || key.length() > MAX_KEY_LENGTH || !isVisible(key)) {
      throw new ApiException(
          ApiError.invalidRequest("Idempotency-Key must be 1 to 255 visible ASCII characters"));
    }
    return Optional.of(key);
  }

  /** The HTTP method. */
  public String method() {
    return request().method().name();
  }

  /** Path and query as sent; the two spellings of a path are treated as one. */
  public String target() {
    String path = request().path();
    String query = request().query();
    return (path.endsWith("/") ? path.substring(0, path.length() - 1) : path)
        + (query == null ? "" : "?" + query);
  }

  /** Scheme and host that the client used, without a trailing slash. */
  public String origin() {
    return Origin.of(request());
  }

  /** The query parameters. */
  public Query query() {
    return Query.parse(request().query());
  }

  /** The body as sent, not to be modified; empty if there is none. */
  public byte[] rawBody() {
    return arrival().body();
  }

  /**
   * Waits for the body of a route with a limit of its own, in bytes; for other routes the body is
   * received before the operation runs. Fails with {@link ApiException}: 413, 415, or 503 when
   * there is no memory for it.
   */
  public Uni<Void> receiveBody(long most) {
    return bodies.receive(context, most);
  }

  /**
   * The JSON body, if it is an object that matches the schema; anything else is refused with the
   * contract's texts (common 5).
   */
  public ObjectNode body(Schema schema) {
    JsonNode json = value(schema);
    fits(json, Schema.object());
    return (ObjectNode) json;
  }

  /** The JSON body of an operation where it is optional. */
  public Optional<ObjectNode> optionalBody(Schema schema) {
    if (arrival().body().length == 0) {
      return Optional.empty();
    }
    JsonNode json = read();
    if (json.isNull()) {
      return Optional.empty();
    }
    fits(json, schema);
    fits(json, Schema.object());
    return Optional.of((ObjectNode) json);
  }

  /** The body, or why it is refused, for an operation that checks the caller's permission first. */
  public CheckedBody checkedBody(Schema schema) {
    try {
      return new CheckedBody.Fits(body(schema));
    } catch (ApiException refused) {
      return new CheckedBody.Faulty(refused.refusal());
    }
  }

  /** The JSON body of any type that matches the schema. */
  public JsonNode value(Schema schema) {
    JsonNode json = read();
    if (json.isNull()) {
      throw new ApiException(ApiError.invalidRequest("Missing JSON body"));
    }
    fits(json, schema);
    return json;
  }

  /** The body as sent, which must be declared as JSON; not to be modified. */
  public ByteBuffer jsonContent() {
    requireJson();
    return arrival().content();
  }

  private void requireJson() {
    if (!MediaTypes.isJson(request().getHeader("Content-Type"))) {
      throw new ApiException(ApiError.NOT_JSON);
    }
  }

  private JsonNode read() {
    requireJson();
    byte[] body = arrival().body();
    arrival().charge(Json.treeBytes(body));
    return Json.parse(body).orElseThrow(() -> new ApiException(ApiError.BAD_REQUEST));
  }

  private static void fits(JsonNode json, Schema schema) {
    schema
        .violation(json)
        .ifPresent(line -> {
          throw new ApiException(ApiError.invalidRequest(line));
        });
  }

  /** The value of the first request header with this name. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(request().getHeader(name));
  }

  /** Tells who asks, and which scope the operation declares. */
  void identify(SessionCallers.Found found, Optional<Scope> declared) {
    caller = found.caller();
    scope = declared;
    stale = found.stale();
  }

  RequestSession visit() {
    return RequestSession.of(context);
  }

  private ReceivedRequest arrival() {
    return ReceivedRequest.of(context);
  }

  private HttpServerRequest request() {
    return context.request();
  }

  private static boolean isVisible(String text) {
    return text.chars().allMatch(c -> c > ' ' && c < 0x7f);
  }
}
