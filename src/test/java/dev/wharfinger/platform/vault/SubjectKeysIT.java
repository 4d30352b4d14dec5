package dev.wharfinger.platform.vault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharfinger.local.LocalStack;
import dev.wharfinger.local.StackAddresses;
import dev.wharfinger.platform.journal.TestEngine;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SubjectKeysIT {

  private static final String FIRST = new UUID(0, 1).toString();
  private static final String WAITING =
      "SELECT count(*) FROM pg_stat_activity"
          + " WHERE datname = current_database() AND wait_event_type = 'Lock'";

  private final StackAddresses.Isolated place = LocalStack.freshDatabase();

  @Test
  void remembersSoManyAndNoMore() {
    try (TestEngine engine = TestEngine.running(place)) {
      SubjectKeys keys = engine.keys();
      for (int i = 0; i <= SubjectKeys.CACHED; i++) {
        var _ = TestEngine.await(keys.draw());
      }
      assertThat(keys.remembered()).isEqualTo(SubjectKeys.CACHED);
    }
  }

  /** All instances do so in the second after a rotation, and so does the command at its end. */
  @Test
  void twoInstancesTellTheLogOfFormerMasterKeysAtOnce() {
    try (TestEngine one = TestEngine.running(place);
        TestEngine two = TestEngine.running(place)) {
      for (int i = 0; i < 30; i++) {
        one.execute("UPDATE vault.master_key SET told = false");
        var _ =
            TestEngine.await(
                Uni.combine()
                    .all()
                    .unis(one.keys().rotation().follow(), two.keys().rotation().follow())
                    .asTuple());
      }
    }
  }

  /** The log of keys is replaced in the middle of a rotation. */
  @Test
  void anInstanceReadsTheLogAnewWhileAnotherWrapsKeysAgain() {
    try (TestEngine one = TestEngine.running(place);
        TestEngine two = TestEngine.running(place)) {
      for (String id : List.of(new UUID(9, 9).toString(), FIRST)) {
        one.execute(
            "INSERT INTO vault.subject_key (id, created, erased, on_topic, master)"
                + " VALUES ('%s', now(), now(), true, '')".formatted(id));
      }
      one.execute("UPDATE vault.key_position SET topic_id = 'another'");
      SqlConnection holder = TestEngine.await(one.pool().getConnection());
      var _ =
          TestEngine.await(
              holder
                  .query(
                      "BEGIN; SELECT FROM vault.subject_key WHERE id = '" + FIRST + "' FOR UPDATE")
                  .execute());
      Uni<KeyRotation.Step> wrapping = begun(one.keys().rotation().step(KeyRotation.Step.FIRST));
      two.tickUntil(() -> two.count(WAITING) == 1);
      Uni<Void> reading = begun(two.keys().rotation().follow());
      two.tickUntil(() -> two.count(WAITING) == 2);
      var _ = TestEngine.await(holder.query("ROLLBACK").execute());
      TestEngine.await(holder.close());
      assertThat(TestEngine.await(wrapping).done()).isEqualTo(2);
      TestEngine.await(reading);
    }
  }

  private static <T> Uni<T> begun(Uni<T> work) {
    return Uni.createFrom().completionStage(work.subscribeAsCompletionStage());
  }
}
