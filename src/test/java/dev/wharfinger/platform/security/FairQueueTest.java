package dev.wharfinger.platform.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FairQueueTest {

  private final List<String> started = new ArrayList<>();
  private final List<String> refused = new ArrayList<>();
  private final FairQueue queue = new FairQueue(1);

  @Test
  void takesFromEachClientInTurn() {
    add("busy 1", "busy 2", "busy 3", "busy 4", "other 1", "third 1", "other 2");
    assertThat(started).containsExactly("busy 1");
    finish(6);
    assertThat(started)
        .containsExactly("busy 1", "busy 2", "other 1", "third 1", "busy 3", "other 2", "busy 4");
    assertThat(refused).isEmpty();
    finish(1);
    add("late 1");
    assertThat(started).endsWith("late 1");
  }

  @Test
  void refusesWhatAClientAsksForBeyondItsShare() {
    add("busy 0");
    for (int i = 1; i <= FairQueue.MOST_OF_A_CLIENT; i++) {
      add("busy " + i);
    }
    assertThat(refused).isEmpty();
    add("busy 65", "other 1");
    assertThat(refused).containsExactly("busy 65");
    finish(2);
    assertThat(started).containsExactly("busy 0", "busy 1", "other 1");
  }

  @Test
  void whereItIsFullTakesFromWhoHasMost() {
    add("first 0");
    for (int i = 1; i <= FairQueue.MOST / FairQueue.MOST_OF_A_CLIENT; i++) {
      for (int j = 1; j <= FairQueue.MOST_OF_A_CLIENT; j++) {
        add("flood%d %d".formatted(i, j));
      }
    }
    assertThat(refused).isEmpty();
    add("honest 1");
    assertThat(refused).hasSize(1).allMatch(it -> it.endsWith(" " + FairQueue.MOST_OF_A_CLIENT));
    finish(5);
    assertThat(started).contains("honest 1");
  }

  @Test
  void whereItIsFullOfManyClientsRefusesOneMore() {
    add("first 0");
    for (int i = 1; i <= FairQueue.MOST; i++) {
      add("client%d 1".formatted(i));
    }
    add("late 1");
    assertThat(refused).containsExactly("late 1");
    finish(FairQueue.MOST);
    assertThat(started).hasSize(FairQueue.MOST + 1);
  }

  private void add(String... jobs) {
    for (String job : jobs) {
      queue.add(
          job.substring(0, job.indexOf(' ')),
          new FairQueue.Job() {
            @Override
            public void start() {
              started.add(job);
            }

            @Override
            public void refuse() {
              refused.add(job);
            }
          });
    }
  }

  private void finish(int jobs) {
    for (int i = 0; i < jobs; i++) {
      queue.done();
    }
  }
}
