package dev.wharfinger.security;

import dev.wharfinger.vault.MasterKey;
import io.netty.util.NetUtil;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jboss.logging.Logger;

/**
 * Slows down guessing, over all instances. Failures are counted by the name that was presented,
 * whether somebody has it or not, so that the count says nothing of who exists; and by address.
 */
@Singleton
public class SignInFailures {

  private static final Logger LOG = Logger.getLogger(SignInFailures.class);

  private final Pool pool;
  private final SecretKeySpec key;

  @Inject
  SignInFailures(Pool pool, MasterKey master) {
    this.pool = pool;
    this.key = new SecretKeySpec(master.derive("sign-in-failures"), "HmacSHA256");
  }

  /**
   * One try to sign in: digests of name and address.
   *
   * @param seen failures of the name before the try
   */
  public record Try(String name, String address, int seen) {}

  /** What becomes of somebody who wants to try. */
  public sealed interface Admission {
    /** He may. */
    record Admitted(Try attempt) implements Admission {}

    /**
     * He must wait.
     *
     * @param left never nothing
     */
    record Refused(Duration left) implements Admission {}
  }

  /** Whether a password may be tried for this name from this address. */
  public Uni<Admission> admit(String name, Optional<String> address) {
    String byName = digest("name:" + name);
    String byAddress = digest("address:" + address.map(SignInFailures::network).orElse(""));
    return waits(byName, byAddress)
        .map(found -> {
          double wait = found.longest();
          return wait > 0
              ? new Admission.Refused(duration(wait))
              : new Admission.Admitted(new Try(byName, byAddress, found.ofName()));
        });
  }

  /** Counts a failed try. */
  public Uni<Void> failed(Try attempt) {
    return pool.preparedQuery(
            """
            INSERT INTO vault.sign_in_failure AS f (subject, failures, last_failure)
            VALUES ($1, 1, now()), ($2, 1, now())
            ON CONFLICT (subject) DO UPDATE SET last_failure = now(), failures =
              CASE WHEN f.subject = $2 AND f.last_failure < now() - $3 * interval '1 second'
              THEN 1 ELSE LEAST(f.failures, 1000000) + 1 END
            """)
        .execute(
            Tuple.of(
                attempt.name(),
                attempt.address(),
                (double) SignInWindow.ADDRESS_MEMORY.toSeconds()))
        .replaceWithVoid();
  }

  /**
   * Takes note of a right password and forgets the failures of the name. Empty, or how long to wait
   * when other tries failed meanwhile: without that, one could guess many times at once.
   */
  public Uni<Optional<Duration>> succeeded(Try attempt) {
    return pool.preparedQuery(
            "DELETE FROM vault.sign_in_failure WHERE subject = $1 AND failures <= $2")
        .execute(Tuple.of(attempt.name(), attempt.seen()))
        .flatMap(_ -> waits(attempt.name(), attempt.address()))
        .map(found ->
            found.ofName() > attempt.seen() && found.waitOfName() > 0
                ? Optional.of(duration(found.waitOfName()))
                : Optional.empty());
  }

  /** Forgets the failures of a name, because a new password was set. */
  public Uni<Void> forgive(String name) {
    return pool.preparedQuery("DELETE FROM vault.sign_in_failure WHERE subject = $1")
        .execute(Tuple.of(digest("name:" + name)))
        .replaceWithVoid();
  }

  /** Removes counts a day after their window, for names that nobody has would fill the table. */
  @Scheduled(every = "1h", delayed = "1m")
  Uni<Void> purge() {
    return pool.query(
            """
            DELETE FROM vault.sign_in_failure
            WHERE extract(epoch FROM now() - last_failure)
              > 86400 + 0.5 * (power(2, LEAST(failures, 40)) - 1)
            """)
        .execute()
        .replaceWithVoid()
        .onFailure()
        .recoverWithUni(failure -> {
          LOG.warnf("Old sign-in failures cannot be removed now: %s", failure.getClass().getName());
          return Uni.createFrom().voidItem();
        });
  }

  /** Failures of a name, and the seconds to wait; 0 or less for none. */
  private record Waits(int ofName, double waitOfName, double waitOfAddress) {
    double longest() {
      return Math.max(waitOfName, waitOfAddress);
    }
  }

  private Uni<Waits> waits(String byName, String byAddress) {
    return pool.preparedQuery(
            """
            SELECT subject, failures,
              extract(epoch FROM clock_timestamp() - last_failure)::float8 AS age
            FROM vault.sign_in_failure WHERE subject = ANY($1)
            """)
        .execute(Tuple.of(List.of(byName, byAddress).toArray(String[]::new)))
        .map(rows -> {
          Waits found = new Waits(0, 0, 0);
          for (Row row : rows) {
            int failures = row.getInteger("failures");
            double age = row.getDouble("age");
            found =
                row.getString("subject").equals(byName)
                    ? new Waits(
                        failures, left(SignInWindow.ACCOUNT, failures, age), found.waitOfAddress())
                    : new Waits(
                        found.ofName(),
                        found.waitOfName(),
                        left(SignInWindow.ADDRESS, failures, age));
          }
          return found;
        });
  }

  private static double left(SignInWindow window, int failures, double age) {
    return Math.max(0, window.seconds(failures) - age);
  }

  private static Duration duration(double seconds) {
    return Duration.ofMillis((long) Math.ceil(seconds * 1_000));
  }

  /** An IPv4 address, or the /64 network of an IPv6 one, which one host can have to itself. */
  private static String network(String address) {
    byte[] bytes = NetUtil.createByteArrayFromIpAddressString(address);
    return bytes == null || bytes.length == 4
        ? address
        : HexFormat.of().formatHex(Arrays.copyOf(bytes, 8));
  }

  private String digest(String subject) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      return HexFormat.of().formatHex(mac.doFinal(subject.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HmacSHA256 is part of every Java runtime", e);
    }
  }
}
