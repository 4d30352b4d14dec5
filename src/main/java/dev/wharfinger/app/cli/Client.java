package dev.wharfinger.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.wharfinger.app.cli.Failure.Refused;
import dev.wharfinger.app.cli.Failure.Unreachable;
import dev.wharfinger.platform.config.Bound;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Asks one service. Answers that are no success become {@link Refused}, silence {@link
 * Unreachable}. Redirects are not followed, so that a credential goes nowhere else; a request whose
 * connection breaks is sent once more, with the same {@code Idempotency-Key}.
 */
final class Client implements AutoCloseable {

  @Bound(
      of = "answer that the terminal client reads",
      unit = "bytes",
      beyond = "the command fails",
      test = "ClientTest.readsNoAnswerWithoutAnEnd")
  static final int MAX_BYTES = 33_554_432;

  private final HttpClient http;
  private final String url;
  private final Duration patience;
  private final String agent;
  private Credential credential;
  private BiConsumer<Credential.Session, Credential.Session> whenRenewed = (_, _) -> {};
  private Supplier<Optional<String>> password = Optional::empty;

  /**
   * @param url the service, without a slash at the end
   * @param patience for an answer as a whole
   * @param version of this client, for its {@code User-Agent}
   */
  Client(String url, Credential credential, Duration patience, String version) {
    this.url = url;
    this.credential = credential;
    this.patience = patience;
    this.agent = "wharfinger-cli/" + version;
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(patience);
    this.http =
        url.startsWith("https:") ? builder.build() : builder.sslContext(NoTls.context()).build();
  }

  /** Tells of each session that took the place of another one. */
  Client whenRenewed(BiConsumer<Credential.Session, Credential.Session> whenRenewed) {
    this.whenRenewed = whenRenewed;
    return this;
  }

  /** Where a password comes from if the service wants to see it again. */
  Client password(Supplier<Optional<String>> password) {
    this.password = password;
    return this;
  }

  String url() {
    return url;
  }

  Credential credential() {
    return credential;
  }

  JsonNode get(String path) {
    return send("GET", path, null);
  }

  JsonNode post(String path, @Nullable JsonNode body) {
    return send("POST", path, body);
  }

  JsonNode put(String path, @Nullable JsonNode body) {
    return send("PUT", path, body);
  }

  JsonNode delete(String path) {
    return send("DELETE", path, null);
  }

  /** Begins a session. Source: contract sessions 1.3, 1.5. */
  void signIn(String username, String password) {
    credential = new Credential.None();
    HttpResponse<byte[]> anonymous = exchange("GET", "/csrf_token", null);
    String csrf = json(checked(anonymous)).path("csrf_token").asText();
    Credential.Session visitor =
        new Credential.Session(username, cookie(anonymous).orElse(""), csrf);
    credential = visitor;
    JsonNode names =
        JsonNodeFactory.instance.objectNode().put("username", username).put("password", password);
    JsonNode _ = send("POST", "/api/v1/signin", names);
    if (visitor.equals(credential)) {
      throw new Failure("The service began no session; it is perhaps none of this kind.");
    }
  }

  /** Source: contract sessions 1.7. */
  private void verify(String password) {
    JsonNode _ =
        sendOnce(
            "POST",
            "/api/v1/signin/verify",
            JsonNodeFactory.instance.objectNode().put("password", password));
  }

  /** A session that must show its password again is given the chance to, if somebody is there. */
  private JsonNode send(String method, String path, @Nullable JsonNode body) {
    try {
      return sendOnce(method, path, body);
    } catch (Refused refused) {
      if (!refused.asksForPassword()) {
        throw refused;
      }
      verify(password.get().orElseThrow(() -> refused));
      return sendOnce(method, path, body);
    }
  }

  private JsonNode sendOnce(String method, String path, @Nullable JsonNode body) {
    HttpResponse<byte[]> response = exchange(method, path, body);
    if (credential instanceof Credential.Session before) {
      String cookie = cookie(response).orElse(before.cookie());
      String csrf = response.headers().firstValue("X-Next-CSRF-Token").orElse(before.csrfToken());
      Credential.Session after = new Credential.Session(before.username(), cookie, csrf);
      if (!after.equals(before) && response.statusCode() < 400) {
        credential = after;
        whenRenewed.accept(before, after);
      }
    }
    return json(checked(response));
  }

  private HttpResponse<byte[]> exchange(String method, String path, @Nullable JsonNode body) {
    HttpRequest request = request(method, path, body);
    try {
      return request.method().equals("GET") ? once(request) : onceOrAgain(request);
    } catch (IOException e) {
      throw new Unreachable("%s does not answer: %s".formatted(url, reason(e)));
    }
  }

  /** What only reads, {@link HttpClient} itself sends again. */
  private HttpResponse<byte[]> onceOrAgain(HttpRequest request) throws IOException {
    try {
      return once(request);
    } catch (IOException _) {
      return once(request);
    }
  }

  private HttpRequest request(String method, String path, @Nullable JsonNode body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url + path))
            .timeout(patience)
            .header("Accept", "application/json")
            .header("User-Agent", agent);
    boolean writes = !method.equals("GET");
    if (body == null) {
      HttpRequest.Builder _ =
          writes ? request.method(method, BodyPublishers.noBody()) : request.GET();
    } else {
      request
          .header("Content-Type", "application/json")
          .method(method, BodyPublishers.ofString(JsonText.compact(body)));
    }
    if (writes) {
      request.header("Idempotency-Key", UUID.randomUUID().toString());
    }
    switch (credential) {
      case Credential.None _ -> {}
      case Credential.Token token -> request.header("Authorization", "Bearer " + token.value());
      case Credential.Session session -> {
        request.header("Cookie", session.cookie());
        if (writes) {
          request.header("X-CSRF-Token", session.csrfToken());
        }
      }
    }
    return request.build();
  }

  private HttpResponse<byte[]> once(HttpRequest request) throws IOException {
    try {
      return http.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_BYTES))
          .get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException _) {
      throw tooLate();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Unreachable("interrupted");
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case HttpTimeoutException _ -> throw tooLate();
        case ConnectException refused ->
            throw new Unreachable("%s cannot be reached: %s".formatted(url, reason(refused)));
        case SSLException untrusted ->
            throw new Unreachable("%s cannot be trusted: %s".formatted(url, reason(untrusted)));
        case IOException broken -> throw broken;
        case null, default -> throw new IllegalStateException(e);
      }
    }
  }

  private Unreachable tooLate() {
    return new Unreachable(
        "%s does not answer within %d seconds.".formatted(url, patience.toSeconds()));
  }

  private static String reason(IOException failure) {
    if (failure.getCause() instanceof UnresolvedAddressException
        || (failure.getCause() != null
            && failure.getCause().getCause() instanceof UnresolvedAddressException)) {
      return "unknown host";
    }
    return Optional.ofNullable(failure.getMessage())
        .map(Harmless::text)
        .orElse(failure instanceof ConnectException ? "connection refused" : "connection lost");
  }

  private static Optional<String> cookie(HttpResponse<?> response) {
    return response
        .headers()
        .firstValue("Set-Cookie")
        .map(header -> header.split(";", 2)[0].strip())
        .filter(pair -> !pair.endsWith("="));
  }

  private static byte[] checked(HttpResponse<byte[]> response) {
    if (response.statusCode() / 100 != 2) {
      throw ErrorText.of(response.statusCode(), response.headers(), response.body());
    }
    return response.body();
  }

  /** The body of a success; missing for an empty one. */
  private static JsonNode json(byte[] body) {
    try {
      return JsonText.read(body);
    } catch (IOException _) {
      throw new Failure("The answer is not JSON; the address is perhaps not that of Wharfinger.");
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
