package dev.wharfinger.platform.security;

import dev.wharfinger.platform.config.AuthenticationType;
import dev.wharfinger.platform.config.Settings;
import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.security.SignInFailures.Admission;
import dev.wharfinger.platform.security.SignInFailures.Try;
import dev.wharfinger.platform.vault.MasterKeys;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.UUID;

/**
 * Signs users in by name and password. An unknown account and a wrong password get the same answer,
 * in the same time. Source: contract common 15, sessions 1.8.
 */
@Singleton
public class PasswordSignIn {

  /** The result while another attempt for the name is undecided. */
  private static final Tried TOO_MANY = new Tried(new Result.TooSoon(Duration.ofSeconds(1)), true);

  /** How often, and at which interval, to check whether another instance has decided. */
  private static final int ASKED_AGAIN = 100;

  private static final Duration BETWEEN = Duration.ofMillis(50);

  private final Pool pool;
  private final Passwords passwords;
  private final SignInFailures failures;
  private final PresentedDigest digests;
  private final Roles roles;
  private final SignInTurns<Tried> turns =
      new SignInTurns<>(
          Tried::isRight, Tried::closed, TOO_MANY, Duration.ofSeconds(SignInTurns.TIMEOUT));
  private final boolean on;

  @Inject
  PasswordSignIn(
      Pool pool,
      Passwords passwords,
      SignInFailures failures,
      MasterKeys masters,
      Settings settings) {
    this.pool = pool;
    this.passwords = passwords;
    this.failures = failures;
    this.digests = new PresentedDigest(masters);
    this.roles = Roles.of(settings);
    this.on =
        settings.featureDirectLogin()
            && settings.authenticationType() == AuthenticationType.DATABASE;
  }

  /** The result of an attempt. */
  public sealed interface Result {

    /**
     * The password is right.
     *
     * @param user with every scope
     * @param hash the verified password hash; if it differs later, the password was changed
     * @param verified whether the user has confirmed their e-mail
     * @param epoch the user's session epoch when the password was right, see {@link Session.Login}
     */
    record SignedIn(Caller.User user, String hash, boolean verified, long epoch) implements Result {
      @Override
      public String toString() {
        return "SignedIn[" + user.account().value() + "]";
      }
    }

    /** The name or password is wrong. */
    record Refused() implements Result {}

    /**
     * The password is right, but the account is disabled: to be reported only to people, who have
     * just entered the right password.
     */
    record Disabled() implements Result {}

    /**
     * There were too many attempts.
     *
     * @param left always positive
     */
    record TooSoon(Duration left) implements Result {

      /** Rounded up, so that waiting this long is sufficient. */
      public long seconds() {
        return (left.toMillis() + 999) / 1_000;
      }
    }
  }

  /** Whether sign-in with locally stored passwords is enabled. */
  public boolean isOn() {
    return on;
  }

  /**
   * Checks a password.
   *
   * @param username a user name or the e-mail of a user
   */
  public Uni<Result> check(String username, String password, Optional<String> address) {
    String read = Passwords.cut(password);
    return turns
        .take(
            digests.of("name", username),
            digests.of("guess", username, read),
            () -> attempt(username, read, address, ASKED_AGAIN))
        .map(Tried::result);
  }

  /**
   * The outcome of a turn.
   *
   * @param closed whether no attempt for the name is currently allowed
   */
  private record Tried(Result result, boolean closed) {
    boolean isRight() {
      return result instanceof Result.SignedIn || result instanceof Result.Disabled;
    }
  }

  private Uni<Tried> attempt(
      String username, String password, Optional<String> address, int asked) {
    return failures
        .admit(username, address)
        .flatMap(admission ->
            switch (admission) {
              case Admission.Refused(Duration left, boolean ofName) ->
                  Uni.createFrom().item(new Tried(new Result.TooSoon(left), ofName));
              case Admission.Admitted(Try attempt) ->
                  verify(username, password, address, attempt)
                      .map(result -> new Tried(result, false));
              case Admission.Undecided() when asked > 0 ->
                  Uni.createFrom()
                      .voidItem()
                      .onItem()
                      .delayIt()
                      .by(BETWEEN)
                      .flatMap(_ -> attempt(username, password, address, asked - 1));
              case Admission.Undecided() -> Uni.createFrom().item(TOO_MANY);
            });
  }

  /** The account data needed to check its password; without an account, only an empty hash. */
  private record Account(
      AccountId id,
      String name,
      UUID key,
      boolean enabled,
      boolean verified,
      long epoch,
      String hash) {
    static final Account NONE =
        new Account(new AccountId(0), "", new UUID(0, 0), false, false, 0, "");
  }

  private Uni<Result> verify(
      String username, String password, Optional<String> address, Try attempt) {
    return account(username)
        .flatMap(account ->
            passwords
                .verify(password, account.hash(), address)
                .map(right -> right ? entitled(account) : new Result.Refused()))
        .onFailure()
        .call(() -> failures.withdrawn(attempt).onFailure().recoverWithNull())
        .call(result ->
            result instanceof Result.Refused
                ? failures.failed(attempt)
                : failures.succeeded(attempt));
  }

  private Uni<Account> account(String username) {
    return pool.preparedQuery(
            "SELECT id, name, subject_key, enabled, verified, session_epoch,"
                + " coalesce(password_hash, '') AS hash"
                + " FROM namespace WHERE kind = 'user' AND "
                + (username.contains("@") ? "email = $1" : "name = $1"))
        .execute(Tuple.of(username))
        .map(RowSet::iterator)
        .map(rows -> rows.hasNext() ? rows.next() : null)
        .map(row ->
            row == null
                ? Account.NONE
                : new Account(
                    new AccountId(row.getLong("id")),
                    row.getString("name"),
                    row.getUUID("subject_key"),
                    row.getBoolean("enabled"),
                    row.getBoolean("verified"),
                    row.getLong("session_epoch"),
                    row.getString("hash")));
  }

  private Result entitled(Account account) {
    return account.enabled()
        ? new Result.SignedIn(user(account), account.hash(), account.verified(), account.epoch())
        : new Result.Disabled();
  }

  private Caller.User user(Account account) {
    return roles.user(
        new Holder(account.id(), account.name(), account.key()),
        Collections.unmodifiableSet(EnumSet.allOf(Scope.class)),
        Optional.empty());
  }
}
