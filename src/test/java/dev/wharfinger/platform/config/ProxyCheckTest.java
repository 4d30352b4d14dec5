package dev.wharfinger.platform.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProxyCheckTest {

  @Test
  void warnsOnlyWhereNothingSaysWhoseAddressCounts() {
    assertThat(warns(Map.of())).isTrue();
    assertThat(warns(Map.of("quarkus.http.proxy.proxy-address-forwarding", "false"))).isTrue();
    assertThat(warns(Map.of("quarkus.http.proxy.proxy-address-forwarding", "true"))).isFalse();
    assertThat(warns(Map.of("quarkus.http.proxy.use-proxy-protocol", "true"))).isFalse();
    assertThat(warns(Map.of("quarkus.http.ssl.certificate.files", "/cert.pem"))).isFalse();
  }

  private static boolean warns(Map<String, String> values) {
    return ProxyCheck.isAddressOfConnection(
        new SmallRyeConfigBuilder().withDefaultValues(values).build());
  }
}
