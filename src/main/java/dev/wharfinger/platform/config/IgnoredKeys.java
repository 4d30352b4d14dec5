package dev.wharfinger.platform.config;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;

/**
 * Logs once, by name only, which of the operator's keys have no effect: they are allowed, because a
 * config.yaml of Quay has hundreds and the environment is shared.
 */
@Singleton
public class IgnoredKeys {

  private static final Logger LOG = Logger.getLogger(IgnoredKeys.class);

  void tell(@Observes StartupEvent start, Config config) {
    config
        .getConfigSources()
        .forEach(source -> {
          if (source instanceof ConfigFile file && !file.ignored().isEmpty()) {
            LOG.infof("%s: ignored keys: %s", file.getName(), String.join(", ", file.ignored()));
          }
        });
    Set<String> switches = unknownSwitches(config.getPropertyNames());
    if (!switches.isEmpty()) {
      LOG.warnf("Unknown feature flags without effect: %s", String.join(", ", switches));
    }
  }

  static Set<String> unknownSwitches(Iterable<String> names) {
    Set<String> switches = new TreeSet<>();
    StreamSupport.stream(names.spliterator(), false)
        .filter(name -> name.matches("FEATURE_[A-Z0-9_]+") && !SettingDefinitions.get().knows(name))
        .forEach(switches::add);
    return switches;
  }
}
