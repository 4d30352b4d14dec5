package dev.wharfinger.bench;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import org.HdrHistogram.Histogram;

/**
 * Closed-loop clients: each sends its next request when the answer to the last one is there.
 *
 * @param port of the service on loopback
 */
record Load(Vertx vertx, int port) {

  /** One request; a status other than the expected one fails the run. */
  record Shot(HttpMethod method, String path, String token, String body, int expected) {

    static Shot get(String path, String token) {
      return new Shot(HttpMethod.GET, path, token, "", 200);
    }

    static Shot post(String path, String token, String body, int expected) {
      return new Shot(HttpMethod.POST, path, token, body, expected);
    }
  }

  /**
   * What a run measured.
   *
   * @param perSecond answers per second
   * @param p50 median latency in microseconds
   */
  record Figures(double perSecond, long p50, long p99) {}

  /** Runs {@code clients} for a time; the n-th request of all is {@code shots.apply(n)}. */
  Figures run(int clients, Duration time, LongFunction<Shot> shots) throws Exception {
    HttpClient http =
        vertx.createHttpClient(
            new HttpClientOptions().setDefaultPort(port).setDefaultHost("127.0.0.1"),
            new PoolOptions().setHttp1MaxSize(clients).setEventLoopSize(1));
    Histogram latencies = new Histogram(60_000_000L, 3);
    long[] sent = {0};
    long begin = System.nanoTime();
    long end = begin + time.toNanos();
    List<Future<Void>> running = new ArrayList<>();
    for (int i = 0; i < clients; i++) {
      Promise<Void> finished = Promise.promise();
      next(http, latencies, shots, sent, end, finished);
      running.add(finished.future());
    }
    Future.all(running).toCompletionStage().toCompletableFuture().get();
    double seconds = (System.nanoTime() - begin) / 1e9;
    http.close().toCompletionStage().toCompletableFuture().get();
    return new Figures(
        latencies.getTotalCount() / seconds,
        latencies.getValueAtPercentile(50),
        latencies.getValueAtPercentile(99));
  }

  private static void next(
      HttpClient http,
      Histogram latencies,
      LongFunction<Shot> shots,
      long[] sent,
      long end,
      Promise<Void> finished) {
    long start = System.nanoTime();
    if (start > end) {
      finished.complete();
      return;
    }
    long number;
    synchronized (sent) {
      number = sent[0]++;
    }
    Shot shot = shots.apply(number);
    http.request(shot.method(), shot.path())
        .compose(request -> send(request, shot))
        .onComplete(answered -> {
          if (answered.failed()) {
            finished.tryFail(answered.cause());
            return;
          }
          synchronized (latencies) {
            latencies.recordValue((System.nanoTime() - start) / 1_000);
          }
          next(http, latencies, shots, sent, end, finished);
        });
  }

  private static Future<Buffer> send(HttpClientRequest request, Shot shot) {
    if (!shot.token().isEmpty()) {
      request.putHeader("Authorization", "Bearer " + shot.token());
    }
    if (!shot.body().isEmpty()) {
      request.putHeader("Content-Type", "application/json");
    }
    return request
        .send(shot.body())
        .compose(response ->
            response
                .body()
                .compose(body ->
                    response.statusCode() == shot.expected()
                        ? Future.succeededFuture(body)
                        : Future.failedFuture(
                            shot.path() + ": " + response.statusCode() + " " + body)));
  }
}
