package dev.wharfinger.api;

import io.restassured.response.Response;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Sends again what the service asks to send again later, as it does where the machine is too busy
 * for its deadlines. What is refused every time is no matter of time, and is handed back.
 */
final class Patience {

  private static final int ATTEMPTS = 15;

  private Patience() {}

  /** The first answer that is not 503 with {@code Retry-After}, or the last one of all. */
  static Response with(Supplier<Response> request) {
    return with(
        request,
        answer -> answer.statusCode() == 503 && answer.header("Retry-After") != null,
        () -> {});
  }

  /** The first answer that does not put the request off, or the last one of all. */
  static <T> T with(Supplier<T> request, Predicate<T> isPutOff, Runnable onceMore) {
    T answer = request.get();
    for (int i = 0; i < ATTEMPTS && isPutOff.test(answer); i++) {
      onceMore.run();
      pause();
      answer = request.get();
    }
    return answer;
  }

  private static void pause() {
    try {
      TimeUnit.SECONDS.sleep(1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
