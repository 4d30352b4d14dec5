package dev.wharfinger.platform.schedule;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Lets one instance at a time do some work: a lease in Postgres, measured by its clock only. The
 * holder renews it during the work; the lease of a crashed holder can be taken once it has expired.
 */
@Singleton
public class Lease {

  /** How long a holder may go without renewal. */
  static final Duration LENGTH = Duration.ofSeconds(10);

  private static final Duration RENEWAL = LENGTH.dividedBy(4);
  private static final String UNTIL = "now() + interval '" + LENGTH.toSeconds() + " seconds'";

  private static final String TAKE =
      "INSERT INTO vault.lease (name, holder, until) VALUES ($1, $2, "
          + UNTIL
          + ") ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, until = excluded.until"
          + " WHERE lease.until < now()";

  private static final String RENEW =
      "UPDATE vault.lease SET until = "
          + UNTIL
          + " WHERE name = $1 AND holder = $2 AND until >= now()";

  private static final String CHECK =
      "SELECT FROM vault.lease WHERE name = $1 AND holder = $2 AND until >= now()";

  private static final String GIVE_BACK = "DELETE FROM vault.lease WHERE name = $1 AND holder = $2";

  private final Pool pool;

  /** Identifies the process to an operator. */
  private final String process = "process " + ProcessHandle.current().pid() + " ";

  @Inject
  Lease(Pool pool) {
    this.pool = pool;
  }

  /** A held lease; every acquisition is a new one. */
  public record Held(String name, String holder) {

    /** Whether it is still held, on the given connection. */
    public Uni<Boolean> isValid(SqlClient database) {
      return database
          .preparedQuery(CHECK)
          .execute(Tuple.of(name, holder))
          .map(rows -> rows.size() == 1);
    }
  }

  /** Acquires the lease if it is free or has expired. */
  public Uni<Optional<Held>> take(String name) {
    Held held = new Held(name, process + UUID.randomUUID());
    return pool.preparedQuery(TAKE)
        .execute(Tuple.of(name, held.holder()))
        .map(rows -> rows.rowCount() == 1 ? Optional.of(held) : Optional.empty());
  }

  /** Runs the work under a lease of this name, or does nothing while another instance holds it. */
  public Uni<Void> alone(String name, Supplier<Uni<Void>> work) {
    return take(name)
        .flatMap(held ->
            held.map(mine -> during(mine, work)).orElseGet(() -> Uni.createFrom().voidItem()));
  }

  /** Renews the lease during the work, and releases it afterwards. */
  public <T> Uni<T> during(Held held, Supplier<Uni<T>> work) {
    return Uni.createFrom()
        .deferred(() -> {
          Cancellable renewals =
              Multi.createFrom()
                  .ticks()
                  .every(RENEWAL)
                  .onOverflow()
                  .drop()
                  .onItem()
                  .transformToUniAndConcatenate(_ -> renew(held))
                  .subscribe()
                  .with(_ -> {}, _ -> {});
          return work.get()
              .onTermination()
              .invoke(renewals::cancel)
              .eventually(() -> giveBack(held));
        });
  }

  /** A failed renewal is tried again; one that comes too late changes nothing. */
  private Uni<Void> renew(Held held) {
    return pool.preparedQuery(RENEW)
        .execute(Tuple.of(held.name(), held.holder()))
        .replaceWithVoid()
        .onFailure()
        .recoverWithNull();
  }

  private Uni<Void> giveBack(Held held) {
    return pool.preparedQuery(GIVE_BACK)
        .execute(Tuple.of(held.name(), held.holder()))
        .replaceWithVoid()
        .onFailure()
        .recoverWithNull();
  }
}
