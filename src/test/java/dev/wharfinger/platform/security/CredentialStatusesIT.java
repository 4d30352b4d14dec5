package dev.wharfinger.platform.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharfinger.local.LocalStack;
import dev.wharfinger.local.StackAddresses;
import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.journal.CacheInvalidations;
import dev.wharfinger.platform.security.CredentialStatuses.CredentialStatus;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.pgclient.PgBuilder;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.pgclient.PgConnectOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** What is remembered of tokens, and what never is. */
@TestInstance(Lifecycle.PER_CLASS)
class CredentialStatusesIT {

  private static final UUID TOKEN = UUID.fromString("0b4ff7f5-2d3c-4f05-9f5c-0a2a0d1e6a01");
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final Vertx vertx = Vertx.vertx();
  private final Pool pool = migrated();
  private final Notices notices = new Notices();
  private CredentialStatuses standings = new CredentialStatuses(pool, notices);

  private static final class Notices implements CacheInvalidations {
    private final List<Consumer<Set<String>>> listeners = new ArrayList<>();
    private boolean trusted = true;

    @Override
    public boolean trusted() {
      return trusted;
    }

    @Override
    public void listen(Consumer<Set<String>> listener) {
      listeners.add(listener);
    }

    void tell(String key) {
      listeners.forEach(listener -> listener.accept(Set.of(key)));
    }
  }

  @BeforeEach
  void aTokenOfAnApplication() {
    notices.trusted = true;
    standings = new CredentialStatuses(pool, notices);
    run("DELETE FROM namespace");
    run(
        """
        INSERT INTO namespace (id, kind, name, email, subject_key, tag_expiration_s, created)
        VALUES (1, 'user', 'jane', 'a', gen_random_uuid(), 0, now()),
               (2, 'organization', 'acme', 'b', gen_random_uuid(), 0, now())
        """);
    run("INSERT INTO application VALUES (3, 2, 'client', 'tool', '', '', '', null)");
    run(
        "INSERT INTO access_token VALUES (4, '"
            + TOKEN
            + "', 1, 3, 'user:read', now(), now() + interval '1 day')");
  }

  @AfterAll
  void close() {
    pool.closeAndAwait();
    vertx.closeAndAwait();
  }

  @Test
  void remembersUntilTheUserTheApplicationItsOwnerOrTheTokenChanges() {
    for (String key : List.of("account:1", "account:2", "application:3", "token:" + TOKEN, "*")) {
      aTokenOfAnApplication();
      assertThat(standing())
          .isInstanceOfSatisfying(
              CredentialStatus.ActiveToken.class,
              it -> assertThat(it.holder().account()).isEqualTo(new AccountId(1)));
      run("DELETE FROM access_token");
      notices.tell("account:7");
      assertThat(standing())
          .as("no query before " + key)
          .isInstanceOf(CredentialStatus.ActiveToken.class);

      notices.tell(key);

      assertThat(standing()).as("after " + key).isEqualTo(new CredentialStatus.Unknown());
    }
  }

  @Test
  void remembersADisabledUserUntilHeChanges() {
    run("UPDATE namespace SET enabled = false WHERE id = 1");
    assertThat(standing()).isInstanceOf(CredentialStatus.Disabled.class);
    run("UPDATE namespace SET enabled = true WHERE id = 1");
    assertThat(standing()).isInstanceOf(CredentialStatus.Disabled.class);

    notices.tell("account:1");

    assertThat(standing()).isInstanceOf(CredentialStatus.ActiveToken.class);
  }

  @Test
  void neverKeepsWhatItBeganToLoadBeforeAChange() {
    SqlConnection other = got(pool.getConnection());
    other.query("BEGIN").execute().await().atMost(TIMEOUT);
    other
        .query("LOCK TABLE access_token IN ACCESS EXCLUSIVE MODE")
        .execute()
        .await()
        .atMost(TIMEOUT);
    var loading = standings.ofToken(TOKEN).subscribeAsCompletionStage();

    notices.tell("token:" + TOKEN);
    other.query("ROLLBACK").execute().await().atMost(TIMEOUT);
    assertThat(loading.orTimeout(10, TimeUnit.SECONDS).join())
        .isInstanceOf(CredentialStatus.ActiveToken.class);
    other.close().await().atMost(TIMEOUT);

    run("DELETE FROM access_token");
    assertThat(standing()).isEqualTo(new CredentialStatus.Unknown());
  }

  @Test
  void asksEveryTimeWhileChangesMayBeMissed() {
    assertThat(standing()).isInstanceOf(CredentialStatus.ActiveToken.class);
    notices.trusted = false;
    run("DELETE FROM access_token");
    assertThat(standing()).isEqualTo(new CredentialStatus.Unknown());
  }

  @Test
  void knowsTheEndOfSessionsAndAsksAgainWhenOneIsNewer() {
    SessionCallers callers =
        new SessionCallers(
            standings, new Roles(true, false, Set.of(), Set.of()), Duration.ofMinutes(10));
    run("UPDATE namespace SET subject_key = '" + TOKEN + "' WHERE id = 1");
    assertThat(name(callers, 0, TOKEN)).contains("jane");
    assertThat(name(callers, 0, new UUID(0, 0))).as("an id does not come again").isEmpty();
    run("UPDATE namespace SET session_epoch = 5 WHERE id = 1");
    assertThat(name(callers, 0, TOKEN)).as("no query").contains("jane");
    assertThat(name(callers, 5, TOKEN)).as("begun elsewhere").contains("jane");
    assertThat(name(callers, 9, TOKEN)).isEmpty();

    notices.tell("account:1");

    assertThat(name(callers, 0, TOKEN)).isEmpty();
    assertThat(name(callers, 5, TOKEN)).contains("jane");
    run("DELETE FROM namespace");
    notices.tell("account:1");
    assertThat(name(callers, 5, TOKEN)).isEmpty();
  }

  @Test
  void remembersSoManyAndNoMore() {
    for (int i = 0; i <= CredentialStatuses.REMEMBERED; i++) {
      assertThat(got(standings.ofToken(new UUID(0, i)))).isEqualTo(new CredentialStatus.Unknown());
    }
    assertThat(standings.remembered()).isEqualTo(CredentialStatuses.REMEMBERED);
  }

  private static Optional<String> name(SessionCallers callers, long epoch, UUID key) {
    Session session =
        new Session(
            "token",
            Optional.of(new Session.Login(new AccountId(1), key, epoch, Instant.EPOCH)),
            Instant.EPOCH);
    return switch (got(callers.of(session, Instant.EPOCH)).caller()) {
      case Caller.User user -> Optional.of(user.name());
      case Caller.Anonymous _ -> Optional.empty();
    };
  }

  private CredentialStatus standing() {
    return got(standings.ofToken(TOKEN));
  }

  private void run(String sql) {
    var _ = got(pool.query(sql).execute());
  }

  private static <T> T got(Uni<T> work) {
    return work.await().atMost(TIMEOUT);
  }

  private Pool migrated() {
    StackAddresses shared = LocalStack.shared();
    StackAddresses.Isolated own = shared.freshDatabase();
    for (String schema : List.of("activity", "wharfinger")) {
      var _ =
          Flyway.configure()
              .dataSource(shared.jdbcUrl(own.database()), shared.user(), shared.password())
              .schemas(schema)
              .locations(schema.equals("activity") ? "db/activity" : "db/model")
              .load()
              .migrate();
    }
    return PgBuilder.pool()
        .connectingTo(
            PgConnectOptions.fromUri(shared.reactiveUrl(own.database()))
                .setUser(shared.user())
                .setPassword(shared.password())
                .addProperty("search_path", "wharfinger"))
        .using(vertx)
        .build();
  }
}
