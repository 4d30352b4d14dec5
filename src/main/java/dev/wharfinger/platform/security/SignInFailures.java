package dev.wharfinger.platform.security;

import dev.wharfinger.platform.config.Bound;
import dev.wharfinger.platform.job.Schedule;
import dev.wharfinger.platform.sql.OneRow;
import dev.wharfinger.platform.vault.MasterKeys;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;

/**
 * Slows down password guessing across all instances. Attempts are counted by the presented name,
 * whether or not such an account exists, so that the count does not reveal accounts; and by
 * address. An attempt for a name counts from its admission, before its password is checked, and
 * until it is decided no other attempt for the name is admitted: of many simultaneous ones, one is
 * a guess, and the others get the same refusal, right or wrong. Source: contract sessions 1.8,
 * common 16.
 */
@Singleton
public class SignInFailures {

  /** An instance that crashed in between blocks a name no longer than this. */
  @Bound(
      of = "time for which a pending sign-in attempt blocks others for the same name",
      unit = "seconds",
      beyond = "the attempt counts as failed",
      test = "SignInBurstApiTest.forgetsATryThatIsNeverDecided")
  static final int DECIDED_WITHIN = 30;

  /**
   * $1 name, $2 address, $3 waits of a name, $4 waits of an address, $5 {@link #DECIDED_WITHIN}.
   */
  private static final String ADMIT =
      """
      WITH address AS (
        SELECT ($4::float8[])[LEAST(failures, cardinality($4::float8[]))]
          - extract(epoch FROM clock_timestamp() - last_failure)::float8 AS remaining
        FROM vault.sign_in_failure WHERE subject = $2 AND failures > 0
      ), admitted AS (
        INSERT INTO vault.sign_in_failure AS f (subject, failures, last_failure, undecided)
        SELECT $1, 1, clock_timestamp(), true
        WHERE NOT EXISTS (SELECT FROM address WHERE remaining > 0)
        ON CONFLICT (subject) DO UPDATE SET
          failures = LEAST(f.failures, 1000000) + 1, last_failure = clock_timestamp(), undecided = true
        WHERE extract(epoch FROM clock_timestamp() - f.last_failure) >= GREATEST(
          CASE WHEN f.failures > 0 THEN ($3::float8[])[LEAST(f.failures, cardinality($3::float8[]))] ELSE 0 END,
          CASE WHEN f.undecided THEN $5::float8 ELSE 0 END)
        RETURNING 1
      )
      SELECT EXISTS (SELECT FROM admitted) AS admitted,
        coalesce((SELECT remaining FROM address), 0) AS of_address
      """;

  private final Pool pool;
  private final PresentedDigest digests;

  @Inject
  SignInFailures(Pool pool, MasterKeys masters) {
    this.pool = pool;
    this.digests = new PresentedDigest(masters);
  }

  /** An attempt to sign in: digests of name and address. */
  public record Try(String name, String address) {}

  /** Whether an attempt is admitted. */
  public sealed interface Admission {
    /** The attempt counts, and must be decided. */
    record Admitted(Try attempt) implements Admission {}

    /**
     * The attempt is too soon.
     *
     * @param left always positive
     * @param ofName whether the name is blocked for attempts from any address
     */
    record Refused(Duration left, boolean ofName) implements Admission {}

    /** Another attempt for the name is still undecided. */
    record Undecided() implements Admission {}
  }

  /** Whether a password may be tried for this name from this address; if so, the attempt counts. */
  public Uni<Admission> admit(String name, Optional<String> address) {
    Try attempt =
        new Try(digests.of("name", name), digests.of("address", ClientNetwork.of(address)));
    return pool.preparedQuery(ADMIT)
        .execute(
            Tuple.of(
                attempt.name(),
                attempt.address(),
                SignInWindow.ACCOUNT.table(),
                SignInWindow.ADDRESS.table(),
                (double) DECIDED_WITHIN))
        .map(OneRow::of)
        .flatMap(row ->
            row.getBoolean("admitted")
                ? Uni.createFrom().item(new Admission.Admitted(attempt))
                : refusal(attempt, row.getDouble("of_address")));
  }

  /** The password was wrong: the wait starts. */
  public Uni<Void> failed(Try attempt) {
    return pool.preparedQuery(
            """
            WITH decided AS (
              UPDATE vault.sign_in_failure SET undecided = false, last_failure = now()
              WHERE subject = $1)
            INSERT INTO vault.sign_in_failure AS f (subject, failures, last_failure)
            VALUES ($2, 1, now())
            ON CONFLICT (subject) DO UPDATE SET last_failure = now(), failures =
              CASE WHEN f.last_failure < now() - $3 * interval '1 second'
              THEN 1 ELSE LEAST(f.failures, 1000000) + 1 END
            """)
        .execute(
            Tuple.of(
                attempt.name(),
                attempt.address(),
                (double) SignInWindow.ADDRESS_MEMORY.toSeconds()))
        .replaceWithVoid();
  }

  /** The password was right: the failures of the name are deleted. */
  public Uni<Void> succeeded(Try attempt) {
    return forget(attempt.name());
  }

  /** The password was not checked: the attempt does not count. */
  public Uni<Void> withdrawn(Try attempt) {
    return pool.preparedQuery(
            "UPDATE vault.sign_in_failure SET undecided = false, failures = failures - 1"
                + " WHERE subject = $1 AND undecided")
        .execute(Tuple.of(attempt.name()))
        .replaceWithVoid();
  }

  /** Deletes the failures of a name, because a new password was set. */
  public Uni<Void> reset(String name) {
    return forget(digests.of("name", name));
  }

  private Uni<Void> forget(String subject) {
    return pool.preparedQuery("DELETE FROM vault.sign_in_failure WHERE subject = $1")
        .execute(Tuple.of(subject))
        .replaceWithVoid();
  }

  void schedule(@Observes Schedule schedule) {
    schedule.every(Duration.ofHours(1), Duration.ofMinutes(1), "sign-in-failures", this::purge);
  }

  /** Removes counts after a day; otherwise names without an account would fill the table. */
  private Uni<Void> purge() {
    return pool.query(
            "DELETE FROM vault.sign_in_failure WHERE last_failure < now() - interval '1 day'")
        .execute()
        .replaceWithVoid();
  }

  /** The wait may be over by now; then the shortest one is returned. */
  private Uni<Admission> refusal(Try attempt, double ofAddress) {
    return pool.preparedQuery(
            """
            SELECT failures, undecided,
              extract(epoch FROM clock_timestamp() - last_failure)::float8 AS age
            FROM vault.sign_in_failure WHERE subject = $1
            """)
        .execute(Tuple.of(attempt.name()))
        .map(rows -> {
          Row row = rows.size() == 0 ? null : OneRow.of(rows);
          if (ofAddress <= 0 && row != null && row.getBoolean("undecided")) {
            return new Admission.Undecided();
          }
          double ofName =
              row == null
                  ? 0
                  : SignInWindow.ACCOUNT.seconds(row.getInteger("failures")) - row.getDouble("age");
          return new Admission.Refused(
              duration(Math.max(ofAddress, ofName)), ofAddress <= 0 && ofName > 0);
        });
  }

  private static Duration duration(double seconds) {
    return Duration.ofMillis(Math.max(1, (long) Math.ceil(seconds * 1_000)));
  }
}
