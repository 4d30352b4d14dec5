package dev.wharfinger.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Somebody who guesses passwords, from many addresses at once, of names of which every other one
 * exists.
 *
 * @param service its address
 */
record BruteForce(String service) {

  private static final int ADDRESSES = 50;
  private static final int NAMES = 1_000;
  private static final int ATTEMPTS = 10_000;

  /** Names that exist begin so, see {@link #name}. */
  static final String KNOWN = "harbour-";

  static final int KNOWN_NAMES = NAMES / 2;

  /**
   * What came of it.
   *
   * @param signedIn must be 0
   * @param looked answers that took a look at the password: 403
   * @param knownMillis mean time of those for names that exist
   * @param unknownMillis the same for names that nobody has
   */
  record Outcome(
      int signedIn,
      int looked,
      int turnedAway,
      int other,
      double knownMillis,
      double unknownMillis,
      double seconds) {}

  /** Begins; every address sends its next guess when the answer to the last one is there. */
  CompletableFuture<Outcome> begin() {
    HttpClient http = HttpClient.newHttpClient();
    Count count = new Count();
    List<CompletableFuture<Void>> running = new ArrayList<>();
    for (int i = 0; i < ADDRESSES; i++) {
      String address = "198.51.100." + i;
      running.add(
          session(http, address).thenCompose(session -> next(http, address, session, count)));
    }
    return CompletableFuture.allOf(running.toArray(CompletableFuture[]::new))
        .thenApply(_ -> count.outcome())
        .whenComplete((_, _) -> http.shutdown());
  }

  private record Session(String cookie, String token) {}

  private CompletableFuture<Session> session(HttpClient http, String address) {
    return http.sendAsync(
            request("/csrf_token", address).build(), HttpResponse.BodyHandlers.ofString())
        .thenApply(answer -> {
          String cookie = answer.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
          try {
            return new Session(
                cookie, new ObjectMapper().readTree(answer.body()).get("csrf_token").textValue());
          } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  private CompletableFuture<Void> next(
      HttpClient http, String address, Session session, Count count) {
    int number = count.sent.getAndIncrement();
    if (number >= ATTEMPTS) {
      return CompletableFuture.completedFuture(null);
    }
    boolean known = number % 2 == 0;
    String body = "{\"username\":\"%s\",\"password\":\"guess-%d\"}".formatted(name(number), number);
    HttpRequest guess =
        request("/api/v1/signin", address)
            .header("Cookie", session.cookie())
            .header("X-CSRF-Token", session.token())
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    long start = System.nanoTime();
    return http.sendAsync(guess, HttpResponse.BodyHandlers.discarding())
        .thenCompose(answer -> {
          count.answered(answer.statusCode(), known, System.nanoTime() - start);
          return next(http, address, session, count);
        });
  }

  private static String name(int number) {
    int index = number / 2 % KNOWN_NAMES;
    return number % 2 == 0 ? KNOWN + index : "nobody-" + index;
  }

  private HttpRequest.Builder request(String path, String address) {
    return HttpRequest.newBuilder(URI.create(service + path)).header("X-Forwarded-For", address);
  }

  private static final class Count {
    private final long begin = System.nanoTime();
    private final AtomicInteger sent = new AtomicInteger();
    private final AtomicInteger signedIn = new AtomicInteger();
    private final AtomicInteger turnedAway = new AtomicInteger();
    private final AtomicInteger other = new AtomicInteger();
    private final AtomicInteger known = new AtomicInteger();
    private final AtomicInteger unknown = new AtomicInteger();
    private final AtomicLong knownNanos = new AtomicLong();
    private final AtomicLong unknownNanos = new AtomicLong();

    void answered(int status, boolean isKnown, long nanos) {
      switch (status) {
        case 200 -> signedIn.incrementAndGet();
        case 429 -> turnedAway.incrementAndGet();
        case 403 -> {
          (isKnown ? known : unknown).incrementAndGet();
          (isKnown ? knownNanos : unknownNanos).addAndGet(nanos);
        }
        default -> other.incrementAndGet();
      }
    }

    Outcome outcome() {
      return new Outcome(
          signedIn.get(),
          known.get() + unknown.get(),
          turnedAway.get(),
          other.get(),
          knownNanos.get() / 1e6 / Math.max(1, known.get()),
          unknownNanos.get() / 1e6 / Math.max(1, unknown.get()),
          (System.nanoTime() - begin) / 1e9);
    }
  }
}
