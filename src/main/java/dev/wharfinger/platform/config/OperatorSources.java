package dev.wharfinger.platform.config;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * What operators configure besides variables: the config.yaml that the environment names, and the
 * files of secrets that either of them names. The configuration library finds this as a service.
 */
public final class OperatorSources implements ConfigSourceFactory {

  @Override
  public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
    List<ConfigSource> sources = new ArrayList<>();
    Optional<ConfigFile> file =
        value(context, ConfigFile.KEY)
            .filter(path -> !path.isBlank())
            .map(path -> ConfigFile.read(Path.of(path.strip())));
    file.ifPresent(sources::add);
    sources.add(
        SecretFiles.read(
            List.of(
                name -> value(context, name),
                name -> file.map(it -> it.content().get(name)).map(Object::toString))));
    return sources;
  }

  private static Optional<String> value(ConfigSourceContext context, String name) {
    return Optional.ofNullable(context.getValue(name)).map(ConfigValue::getValue);
  }
}
