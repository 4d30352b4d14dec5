package dev.wharfinger.platform.config;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/** Settings as a service has them that is started with these variables. */
public final class Configured {

  static final String MASTER_KEY = Base64.getEncoder().encodeToString(new byte[32]);

  private Configured() {}

  /** Quay's keys. */
  public static Settings settings(Map<String, String> environment) {
    return config(environment).getConfigMapping(Settings.class);
  }

  /** Our own keys. */
  public static WharfingerSettings own(Map<String, String> environment) {
    return config(environment).getConfigMapping(WharfingerSettings.class);
  }

  static SmallRyeConfig config(Map<String, String> environment) {
    Map<String, String> variables = new HashMap<>(Map.of("WHARFINGER_MASTER_KEY", MASTER_KEY));
    variables.putAll(environment);
    return new SmallRyeConfigBuilder()
        .addDefaultInterceptors()
        .addDiscoveredConverters()
        .withSources(new EnvConfigSource(variables, 300))
        .withSources(new OperatorSources())
        .withInterceptors(new SettingNames())
        .withMapping(Settings.class)
        .withMapping(WharfingerSettings.class)
        .build();
  }
}
