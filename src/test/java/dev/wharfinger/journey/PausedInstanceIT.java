package dev.wharfinger.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharfinger.local.LocalStack;
import dev.wharfinger.local.ServiceProcess;
import dev.wharfinger.local.Signals;
import dev.wharfinger.local.StackAddresses;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An instance stands still in the middle of its writes, the lock on the head in its hands, and the
 * other one goes on. When it wakes up it believes that no time has passed.
 */
class PausedInstanceIT {
  private static final int PAUSES = 2;
  private static final int CLIENTS = 8;
  private static final int ORGANIZATIONS = 200;
  private static final int CHANGES = 8;

  /** What the other instance must get done meanwhile. */
  private static final int WRITES_MEANWHILE = 20;

  private static final int ATTEMPTS = 100;

  @TempDir Path folder;
  private StackAddresses.Isolated where;
  private Tables tables;
  private ServiceProcess sleeper;
  private ServiceProcess other;
  private ApiClient atSleeper;
  private ApiClient atOther;

  @BeforeEach
  void start() {
    where = LocalStack.freshDatabase();
    tables = new Tables(LocalStack.shared(), where.database());
    sleeper = Instances.start(folder, where);
    other = Instances.start(folder, where);
    atSleeper = ApiClient.ofFirstUser(sleeper.baseUrl());
    atOther = atSleeper.at(other.baseUrl());
  }

  @AfterEach
  void stop() {
    atSleeper.close();
    atOther.close();
    sleeper.kill();
    other.kill();
  }

  @Test
  void nothingIsLostAndNothingHappensTwiceWhenAnInstanceSleepsOnTheLock() throws Exception {
    try (Load load = Load.start(List.of(atSleeper, atOther), CLIENTS, ORGANIZATIONS, CHANGES)) {
      for (int pause = 0; pause < PAUSES; pause++) {
        progress(load, 1);
        pauseInATransaction(load);
        progress(load, WRITES_MEANWHILE);
        Signals.resume(sleeper);
      }
      progress(load, WRITES_MEANWHILE);
      Ledger ledger = load.finish();
      Chain chain = Chain.read(LocalStack.shared().bootstrapServers(), where.topicPrefix());
      System.out.println(ledger + "; " + chain);
      assertThat(sleeper.isAlive()).isTrue();
      ledger.holds(chain, tables, atOther);
      ledger.holds(chain, tables, atSleeper);
    }
  }

  /** Stops it again and again until it is caught with a transaction open. */
  private void pauseInATransaction(Load load) {
    for (int attempt = 0; attempt < ATTEMPTS && !load.isOver(); attempt++) {
      Signals.pause(sleeper);
      Waiting.millis(500);
      if (tables.stalledTransactions() > 0) {
        return;
      }
      Signals.resume(sleeper);
      Waiting.millis(7 * attempt % 50);
    }
    throw new AssertionError("never caught in a transaction; " + load.ledger());
  }

  private static void progress(Load load, int writes) {
    int enough = load.ledger().acknowledged() + writes;
    Waiting.until(
        "writes are taken", () -> load.ledger().acknowledged() >= enough || load.isOver());
  }
}
