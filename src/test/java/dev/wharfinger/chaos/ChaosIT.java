package dev.wharfinger.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Every promise is kept while everything that the service stands on breaks. {@code
 * -Dchaos.minutes=} and {@code -Dchaos.seed=} make it longer and repeat its faults.
 */
class ChaosIT {
  private static final int MINUTES = Integer.getInteger("chaos.minutes", 4);
  private static final long SEED = Long.getLong("chaos.seed", System.nanoTime() >>> 16);

  @Test
  void everyPromiseIsKeptUnderFire() throws Exception {
    System.out.println("chaos.seed=" + SEED);
    Path folder = Path.of("target", "chaos", "it-" + SEED).toAbsolutePath();
    ChaosRun.Result result =
        new ChaosRun(
                folder, Duration.ofMinutes(MINUTES), SEED, EnumSet.allOf(Fault.class), System.out)
            .run();
    System.out.println(result.table());
    assertThat(result.findings()).as("chaos.seed=%s, %s", SEED, folder).isEmpty();
    assertThat(result.strikes().stream().map(Strike::fault).collect(Collectors.toSet()))
        .as("kinds of fault")
        .isEqualTo(result.kinds());
  }
}
