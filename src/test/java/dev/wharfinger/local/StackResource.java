package dev.wharfinger.local;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Postgres and Kafka for a service inside the test JVM: an empty database of its own. */
public final class StackResource implements QuarkusTestResourceLifecycleManager {

  @Override
  public Map<String, String> start() {
    Map<String, String> properties = new TreeMap<>();
    LocalStack.freshDatabase()
        .environment()
        .forEach((name, value) -> properties.put(property(name), value));
    return properties;
  }

  /** The servers are shared and go with the JVM. */
  @Override
  public void stop() {}

  /** The framework's own names are spelled as properties; the service reads its own as they are. */
  private static String property(String name) {
    return name.startsWith("WHARFINGER_") ? name : name.toLowerCase(Locale.ROOT).replace('_', '.');
  }
}
