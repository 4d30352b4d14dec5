package dev.wharfinger.local;

import java.util.List;
import java.util.Map;

/** The servers that {@code ./run --external} is given by its caller's environment. */
final class ExternalStack {
  static final List<String> REQUIRED =
      List.of(
          "QUARKUS_DATASOURCE_REACTIVE_URL",
          "QUARKUS_DATASOURCE_JDBC_URL",
          "QUARKUS_DATASOURCE_USERNAME",
          "QUARKUS_DATASOURCE_PASSWORD",
          "KAFKA_BOOTSTRAP_SERVERS",
          "WHARFINGER_MASTER_KEY");

  private ExternalStack() {}

  /** Names every variable that is missing, not only the first. */
  static void check(Map<String, String> environment) {
    List<String> missing =
        REQUIRED.stream().filter(name -> environment.getOrDefault(name, "").isBlank()).toList();
    if (!missing.isEmpty()) {
      throw new RunFailure(
          "--external needs these environment variables: " + String.join(", ", missing));
    }
  }
}
