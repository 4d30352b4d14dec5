package dev.wharfinger.platform.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class WriterStatusTest {
  private static final JournalDataLoss SHORTER = JournalDataLoss.endsAt(4521, 4525);

  private final MeterRegistry meters = new SimpleMeterRegistry();
  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE);
  private final WriterStatus status = new WriterStatus(new JournalMetrics(meters), nanos::get);

  private double halted() {
    return meters.get("wharfinger.journal.halted").gauge().value();
  }

  private void passes(int seconds) {
    nanos.addAndGet(TimeUnit.SECONDS.toNanos(seconds)); // over the end of the numbers, as it may
  }

  @Test
  void goesOnWhenABrokerHadToldOfThePast() {
    status.succeed(status.now(), "");
    status.fail(SHORTER);
    passes(WriterStatus.SHORTER_SECONDS - 1);
    status.fail(SHORTER);
    assertThat(status.now()).isEqualTo(new WriterState.Interrupted(WriterStatus.NOT_NOW));
    assertThat(halted()).isZero();
    status.succeed(status.now(), "");
    passes(WriterStatus.SHORTER_SECONDS);
    status.fail(SHORTER);
    assertThat(status.now()).as("another time").isInstanceOf(WriterState.Interrupted.class);
  }

  @Test
  void raisesAnAlarmIfTheJournalStaysShorter() {
    status.fail(SHORTER);
    passes(WriterStatus.SHORTER_SECONDS);
    status.fail(SHORTER);
    assertThat(status.now())
        .isEqualTo(new WriterState.Unsafe(String.valueOf(SHORTER.getMessage())));
    assertThat(halted()).isOne();
    status.succeed(status.now(), "");
    assertThat(status.now()).as("the records are back").isEqualTo(new WriterState.Running());
    assertThat(halted()).isZero();
  }

  @Test
  void haltsAtOnceIfARecordIsAnother() {
    status.succeed(status.now(), "");
    status.fail(JournalDataLoss.altered(7));
    assertThat(status.now()).isInstanceOf(WriterState.Halted.class);
  }
}
