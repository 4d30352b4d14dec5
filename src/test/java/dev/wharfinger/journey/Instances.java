package dev.wharfinger.journey;

import dev.wharfinger.local.ServiceProcess;
import dev.wharfinger.local.StackAddresses;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Starts the packaged service with few resources, as many times as a journey wants it. */
final class Instances {
  private Instances() {}

  /** Starts without waiting; the audit feed shows personal data. */
  static ServiceProcess launchTelling(Path folder, int port, StackAddresses.Isolated where) {
    Map<String, String> settings = settings(where);
    settings.put("WHARFINGER_AUDIT_PERSONAL_DATA", "true");
    return ServiceProcess.launch(folder.resolve("service-" + port + ".log"), port, settings);
  }

  /** Starts without waiting. */
  static ServiceProcess launch(Path folder, int port, StackAddresses.Isolated where) {
    return ServiceProcess.launch(folder.resolve("service-" + port + ".log"), port, settings(where));
  }

  /** The same with other switches, on a free port. */
  static ServiceProcess launch(
      Path folder, StackAddresses.Isolated where, Map<String, String> switches) {
    Map<String, String> settings = settings(where);
    settings.putAll(switches);
    return ServiceProcess.launch(folder.resolve("service.log"), 0, settings);
  }

  /** Starts on a free port and waits until it is ready. */
  static ServiceProcess start(Path folder, StackAddresses.Isolated where) {
    return ServiceProcess.start(folder.resolve("service.log"), 0, settings(where));
  }

  /** The same with other switches. */
  static ServiceProcess start(
      Path folder, StackAddresses.Isolated where, Map<String, String> switches) {
    Map<String, String> settings = settings(where);
    settings.putAll(switches);
    return ServiceProcess.start(folder.resolve("service.log"), 0, settings);
  }

  /** The same on a port of choice. */
  static ServiceProcess start(
      Path folder, int port, StackAddresses.Isolated where, Map<String, String> switches) {
    Map<String, String> settings = settings(where);
    settings.putAll(switches);
    return ServiceProcess.start(folder.resolve("service-" + port + ".log"), port, settings);
  }

  /** Another build, on a port of choice, without waiting. */
  static ServiceProcess launch(
      Path jar, Path log, int port, StackAddresses.Isolated where, Map<String, String> switches) {
    Map<String, String> settings = settings(where);
    settings.putAll(switches);
    return ServiceProcess.launch(jar, log, port, settings);
  }

  private static Map<String, String> settings(StackAddresses.Isolated where) {
    Map<String, String> settings = new HashMap<>(where.environment());
    settings.put("FEATURE_USER_INITIALIZE", "true");
    settings.put("FEATURE_MAILING", "false");
    settings.put("SUPER_USERS", "admin");
    // The process lives for seconds: start fast, never mind the peak.
    settings.put("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1");
    return settings;
  }
}
