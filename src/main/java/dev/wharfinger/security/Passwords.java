package dev.wharfinger.security;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.elytron.security.common.BcryptUtil;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Hashes and verifies passwords by bcrypt, which reads 72 bytes of them. As many at a time as there
 * are processors, so that a flood of sign-ins delays sign-ins and nothing else.
 */
@Singleton
public class Passwords {

  /** Two to this power rounds: 100 to 200 ms of one processor of 2025. */
  private static final int COST = 11;

  private static final int QUEUE = 256;

  /** The hash of no password that anybody knows, of the same cost. */
  private static final String NOBODYS =
      "$2a$11$Hgkj0ZgLBCx42J4Q7E4aJe.xfH5jHkYC1u4BQ1Usw89KYxnexFiZy";

  private final WorkerExecutor workers;
  private final AtomicInteger waiting = new AtomicInteger();
  private final Counter hashes;

  @Inject
  Passwords(Vertx vertx, MeterRegistry registry) {
    this.hashes = registry.counter("wharfinger.password.hashes");
    this.workers =
        vertx.createSharedWorkerExecutor(
            "passwords", Math.max(1, Runtime.getRuntime().availableProcessors()));
  }

  /** Too many wait already; later the same request may pass. */
  public static final class TooBusy extends RuntimeException {
    TooBusy() {
      super("too many passwords wait to be hashed", null, false, false);
    }
  }

  /** The hash of a password in modular crypt form. Fails with {@link TooBusy}. */
  public Uni<String> hash(String password) {
    return compute(() -> BcryptUtil.bcryptHash(password, COST));
  }

  /**
   * Whether a password is the one behind a hash. A hash that is none, such as the empty text of a
   * missing user, costs the same time and fits no password. Fails with {@link TooBusy}.
   */
  public Uni<Boolean> verify(String password, String hash) {
    boolean real = hash.startsWith("$2a$") && hash.length() == NOBODYS.length();
    return compute(() -> BcryptUtil.matches(password, real ? hash : NOBODYS) && real);
  }

  private <T> Uni<T> compute(Callable<T> work) {
    return Uni.createFrom()
        .deferred(() -> {
          if (waiting.incrementAndGet() > QUEUE) {
            waiting.decrementAndGet();
            return Uni.createFrom().failure(new TooBusy());
          }
          hashes.increment();
          return Uni.createFrom()
              .completionStage(workers.executeBlocking(work, false).toCompletionStage())
              .onTermination()
              .invoke(waiting::decrementAndGet);
        });
  }

  @PreDestroy
  void close() {
    var _ = workers.close();
  }
}
