package dev.wharfinger.local;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * A command of the packaged service beside a running {@code ./run}, or on the servers that the
 * environment names.
 *
 * @param environment what the service runs with
 */
public record ServiceCommand(Map<String, String> environment) {
  private static final String FILE = "stack.properties";
  private static final String KEY = "WHARFINGER_MASTER_KEY";
  static final String PREVIOUS_KEY = "WHARFINGER_MASTER_KEY_PREVIOUS";

  /** Leaves the addresses of the embedded servers for a later {@link #of}; no secret is left. */
  static void write(Path folder, Map<String, String> addresses) throws IOException {
    Properties properties = new Properties();
    addresses.forEach(properties::setProperty);
    properties.remove(KEY);
    try (Writer out = Files.newBufferedWriter(folder.resolve(FILE))) {
      properties.store(out, null);
    }
  }

  static ServiceCommand of(Path folder, Map<String, String> environment) throws IOException {
    Path file = folder.resolve(FILE);
    Map<String, String> settings = new HashMap<>(ServiceDefaults.missingFrom(environment));
    if (Files.exists(file)) {
      Properties addresses = new Properties();
      try (Reader in = Files.newBufferedReader(file)) {
        addresses.load(in);
      }
      addresses.stringPropertyNames().forEach(key -> settings.put(key, addresses.getProperty(key)));
      if (!environment.containsKey(KEY)) {
        settings.put(KEY, MasterKey.of(folder));
        MasterKey.previous(folder).ifPresent(it -> settings.put(PREVIOUS_KEY, it));
      }
    } else {
      ExternalStack.check(environment);
    }
    return new ServiceCommand(settings);
  }

  /** Runs it to its end, on this process's output; the exit code is the command's. */
  public int execute(List<String> arguments) throws IOException {
    return execute(arguments, ProcessBuilder.Redirect.INHERIT, ProcessBuilder.Redirect.INHERIT);
  }

  /** Runs it to its end. */
  public int execute(
      List<String> arguments, ProcessBuilder.Redirect out, ProcessBuilder.Redirect err)
      throws IOException {
    List<String> command = new ArrayList<>(List.of(Processes.java()));
    command.add(ServiceProcess.JVM_OPTIONS);
    command.addAll(ServiceProcess.cached());
    command.add("-Xlog:disable"); // what the JVM says of the cache would be in the command's output
    command.addAll(List.of("-jar", ServiceProcess.jar().toString()));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(out).redirectError(err);
    builder.environment().putAll(environment);
    builder.environment().remove("WHARFINGER_DATA"); // a key of ./run, not of the service
    Process process = builder.start();
    try {
      return process.waitFor();
    } catch (InterruptedException _) {
      process.destroy();
      Thread.currentThread().interrupt();
      return 1;
    }
  }
}
