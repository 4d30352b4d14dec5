package dev.wharfinger.registries.activity;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FollowActivityTest {

  @Test
  void waitsLongerAfterEachFailure() {
    assertThat(FollowActivity.wait(0)).isEqualTo(Duration.ofSeconds(1));
    assertThat(FollowActivity.wait(3)).isEqualTo(Duration.ofSeconds(8));
    assertThat(FollowActivity.wait(6)).isEqualTo(Duration.ofSeconds(60));
    assertThat(FollowActivity.wait(Integer.MAX_VALUE)).isEqualTo(Duration.ofSeconds(60));
    assertThat(MeasureBlobs.wait(0)).isEqualTo(Duration.ofSeconds(2));
    assertThat(MeasureBlobs.wait(MeasureBlobs.MOST_TRIES)).isEqualTo(Duration.ofHours(1));
  }

  /** A database that is away must not have every report parked. */
  @ParameterizedTest
  @CsvSource({
    "22021,true",
    "23514,true",
    "54000,true",
    "21000,true",
    "P0001,true",
    "08006,false",
    "53300,false",
    "57P01,false",
    "40P01,false",
    "55P03,false",
    "42P01,false",
    "42501,false",
    "25006,false",
    "58030,false",
    "XX000,false"
  })
  void tellsBadDataFromABadDatabase(String state, boolean data) {
    assertThat(BadData.isToBlame(new PgException("m", "ERROR", state, ""))).isEqualTo(data);
  }

  @Test
  void tellsBadDataFromWhateverElseFails() {
    assertThat(BadData.isToBlame(new IllegalArgumentException())).isTrue();
    assertThat(BadData.isToBlame(new NullPointerException())).isTrue();
    assertThat(BadData.isToBlame(new IOException())).isFalse();
    assertThat(BadData.isToBlame(new OutOfMemoryError())).isFalse();
    assertThat(BadData.isToBlame(new Projection.Overtaken())).isFalse();
    assertThat(BadData.isToBlame(new IllegalStateException("Pool closed"))).isFalse();
  }
}
