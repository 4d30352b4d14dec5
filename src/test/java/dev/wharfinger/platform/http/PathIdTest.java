package dev.wharfinger.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PathIdTest {

  @Test
  void readsAUuid() {
    assertThat(PathId.uuid("22222222-2222-4222-8222-22222222222f"))
        .contains(UUID.fromString("22222222-2222-4222-8222-22222222222f"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1-1-1-1-1",
        "22222222222242228222222222222222",
        "22222222-2222-4222-8222-2222222222222",
        "2222222g-2222-4222-8222-222222222222"
      })
  void readsNothingElse(String text) {
    assertThat(PathId.uuid(text)).isEmpty();
  }
}
