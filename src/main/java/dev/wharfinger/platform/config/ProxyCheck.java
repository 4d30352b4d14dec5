package dev.wharfinger.platform.config;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;

/**
 * Warns once that all clients may appear with one address: if they use https and the service does
 * not, there is a proxy in front of it, whose address is used as theirs unless configured
 * otherwise.
 */
@Singleton
public class ProxyCheck {

  private static final Logger LOG = Logger.getLogger(ProxyCheck.class);

  static final String WARNING =
      "PREFERRED_URL_SCHEME is https, but proxy headers are not trusted: the peer address of a"
          + " connection counts as the client's address. Behind a proxy, set"
          + " QUARKUS_HTTP_PROXY_PROXY_ADDRESS_FORWARDING; see docs/configuration.md";

  void tell(@Observes StartupEvent start, Settings settings, Config config) {
    if (settings.preferredUrlScheme() == UrlScheme.HTTPS && isAddressOfConnection(config)) {
      LOG.warn(WARNING);
    }
  }

  static boolean isAddressOfConnection(Config config) {
    return !isOn(config, "quarkus.http.proxy.proxy-address-forwarding")
        && !isOn(config, "quarkus.http.proxy.use-proxy-protocol")
        && config.getOptionalValue("quarkus.http.ssl.certificate.files", String.class).isEmpty()
        && config
            .getOptionalValue("quarkus.http.ssl.certificate.key-store-file", String.class)
            .isEmpty()
        && config.getOptionalValue("quarkus.http.tls-configuration-name", String.class).isEmpty();
  }

  private static boolean isOn(Config config, String name) {
    return config.getOptionalValue(name, Boolean.class).orElse(false);
  }
}
