package dev.wharfinger.platform.security;

import dev.wharfinger.platform.config.Bound;
import dev.wharfinger.platform.config.WharfingerSettings;
import dev.wharfinger.platform.metric.Metric;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.elytron.security.common.BcryptUtil;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.jboss.logging.Logger;

/**
 * Hashes and verifies passwords with bcrypt, which reads 72 bytes of them. Runs as many at a time
 * as there are processors, taking client addresses in turn, so that a flood of sign-ins delays only
 * those from the same address.
 */
@Singleton
public class Passwords {

  private static final Logger LOG = Logger.getLogger(Passwords.class);

  /** Less than this is too little for the passwords of people. Source: OWASP. */
  private static final int LEAST_SAFE_COST = 10;

  /** Salt and hash of a password that is not known to anyone, at any cost. */
  private static final String DUMMY = "Hgkj0ZgLBCx42J4Q7E4aJe.xfH5jHkYC1u4BQ1Usw89KYxnexFiZy";

  /** More than bcrypt reads, even if the last character is cut in two. */
  @Bound(
      of = "password that waits to be hashed",
      unit = "characters",
      beyond = "the rest is cut off; bcrypt uses 72 bytes",
      test = "PasswordsTest.readsWhatBcryptReads")
  static final int READ = 73;

  private static final Metric HASHES =
      Metric.counter(
          "wharfinger.password.hashes",
          "hashes",
          "Passwords that this instance hashed, to set or to verify one.");

  private final WorkerExecutor workers;
  private final FairQueue queue;
  private final Counter hashes;
  private final int cost;

  private final String dummyHash;

  @Inject
  Passwords(Vertx vertx, MeterRegistry registry, WharfingerSettings settings) {
    this.cost = settings.bcryptCost();
    this.dummyHash = dummyHash(cost);
    if (cost < LEAST_SAFE_COST) {
      LOG.warnf(
          "Passwords are hashed with bcrypt's cost %d, which is too little but for tests", cost);
    }
    int processors = Math.max(1, Runtime.getRuntime().availableProcessors());
    this.hashes = HASHES.count(registry);
    this.workers = vertx.createSharedWorkerExecutor("passwords", processors);
    this.queue = new FairQueue(processors);
  }

  /** Too many are waiting; the same request may succeed later. */
  public static final class TooBusy extends RuntimeException {
    TooBusy() {
      super("too many passwords are waiting to be hashed", null, false, false);
    }
  }

  /**
   * The hash of a password in modular crypt form. Fails with {@link TooBusy}.
   *
   * @param client the client's address
   */
  public Uni<String> hash(String password, Optional<String> client) {
    String read = cut(password);
    return compute(client, () -> BcryptUtil.bcryptHash(read, cost));
  }

  /**
   * Whether a password matches a hash. An invalid hash, such as the empty text for a missing user,
   * takes the same time and matches no password. Fails with {@link TooBusy}.
   *
   * @param client the client's address
   */
  public Uni<Boolean> verify(String password, String hash, Optional<String> client) {
    boolean real = hash.startsWith("$2a$") && hash.length() == dummyHash.length();
    String read = cut(password);
    return compute(client, () -> BcryptUtil.matches(read, real ? hash : dummyHash) && real);
  }

  /** A hash that matches no password, and takes as long as others of this cost. */
  static String dummyHash(int cost) {
    return String.format(Locale.ROOT, "$2a$%02d$%s", cost, DUMMY);
  }

  /** Truncates, so that a queued password is small whatever was sent. */
  static String cut(String password) {
    return password.length() <= READ ? password : password.substring(0, READ);
  }

  private <T> Uni<T> compute(Optional<String> client, Callable<T> work) {
    return Uni.createFrom()
        .deferred(() -> {
          CompletableFuture<T> result = new CompletableFuture<>();
          queue.add(ClientNetwork.of(client), new Hashing<>(work, result));
          Context caller = Vertx.currentContext();
          Uni<T> awaited = Uni.createFrom().completionStage(result);
          return caller == null
              ? awaited
              : awaited.emitOn(next -> caller.runOnContext(_ -> next.run()));
        });
  }

  private final class Hashing<T> implements FairQueue.Job {
    private final Callable<T> work;
    private final CompletableFuture<T> result;

    Hashing(Callable<T> work, CompletableFuture<T> result) {
      this.work = work;
      this.result = result;
    }

    @Override
    public void start() {
      hashes.increment();
      var _ =
          workers
              .executeBlocking(work, false)
              .onComplete(done -> {
                queue.done();
                if (done.succeeded()) {
                  result.complete(done.result());
                } else {
                  result.completeExceptionally(done.cause());
                }
              });
    }

    @Override
    public void refuse() {
      result.completeExceptionally(new TooBusy());
    }
  }

  @PreDestroy
  void close() {
    var _ = workers.close();
  }
}
