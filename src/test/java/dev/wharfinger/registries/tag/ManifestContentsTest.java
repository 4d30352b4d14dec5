package dev.wharfinger.registries.tag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wharfinger.platform.http.ApiException;
import io.vertx.core.buffer.Buffer;
import org.junit.jupiter.api.Test;

class ManifestContentsTest {

  /** Brackets around all, a name, and brackets around what are two tokens each. */
  private static final int AROUND = 5;

  @Test
  void readsNoMoreThanItCanHold() {
    int most = (ManifestContents.MOST_TOKENS - AROUND) / 2;
    assertThat(ManifestContents.json(manifest(most)).path("x")).hasSize(most);
    assertThatThrownBy(() -> ManifestContents.json(manifest(most + 1)))
        .isInstanceOfSatisfying(
            ApiException.class, damaged -> assertThat(damaged.refusal().status()).isEqualTo(404));
  }

  private static Buffer manifest(int objects) {
    return Buffer.buffer("{\"x\":[{}" + ",{}".repeat(objects - 1) + "]}");
  }
}
