package dev.wharfinger.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Runs the packaged client with a home of its own. */
final class Shell {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final String JAR =
      Path.of(System.getProperty("wharfinger.jar", "target/quarkus-app/quarkus-run.jar"))
          .toAbsolutePath()
          .toString();

  /** What one command learns, the next ones begin with. */
  private static final Path ARCHIVE = Path.of("target", "cli-it", "cli.jsa").toAbsolutePath();

  private final Path folder;
  private final Map<String, String> environment;
  private String input = "";

  Shell(Path folder, Map<String, String> environment) throws IOException {
    this.folder = Files.createDirectories(folder);
    this.environment = environment;
  }

  Shell with(Map<String, String> more) {
    Map<String, String> all = new HashMap<>(environment);
    all.putAll(more);
    try {
      return new Shell(folder, all);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the next command reads on standard input. */
  Shell typing(String input) {
    this.input = input;
    return this;
  }

  /** Where its settings are. */
  Path home() {
    return folder.resolve("config");
  }

  int run(String... arguments) throws Exception {
    return finish(start(command(arguments)));
  }

  /** The same on a terminal, where somebody types. */
  int atTerminal(String typed, String... arguments) throws Exception {
    String line =
        command(arguments).stream()
            .map(word -> "'" + word.replace("'", "'\\''") + "'")
            .collect(Collectors.joining(" "));
    List<String> script = List.of("python3", "-c", TERMINAL, typed, line);
    return finish(start(script));
  }

  /**
   * Types a line whenever the program has asked for one, as a person does: what is typed before is
   * lost when the terminal is told to hide it.
   */
  private static final String TERMINAL =
      """
      import os, pty, sys
      lines = sys.argv[1].split("\\n")[:-1]
      pid, master = pty.fork()
      if pid == 0:
          os.execvp("sh", ["sh", "-c", sys.argv[2]])
      seen = b""
      while True:
          try:
              chunk = os.read(master, 4096)
          except OSError:
              break
          if not chunk:
              break
          seen += chunk
          sys.stdout.buffer.write(chunk)
          if lines and seen.endswith(b": "):
              os.write(master, lines.pop(0).encode() + b"\\n")
              seen = b""
      sys.stdout.flush()
      sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
      """;

  private int finish(Process process) throws Exception {
    process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().close();
    input = "";
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("it does not end: " + out() + err());
    }
    return process.exitValue();
  }

  private List<String> command(String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xlog:disable",
                "-XX:+AutoCreateSharedArchive",
                "-XX:SharedArchiveFile=" + ARCHIVE,
                "-jar",
                JAR,
                "cli"));
    command.addAll(Arrays.asList(arguments));
    return command;
  }

  private Process start(List<String> command) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectOutput(folder.resolve("out").toFile())
            .redirectError(folder.resolve("err").toFile());
    builder.environment().remove("JAVA_TOOL_OPTIONS"); // of which the JVM tells on standard error
    builder.environment().put("XDG_CONFIG_HOME", home().toAbsolutePath().toString());
    builder.environment().put("LC_ALL", "C.UTF-8");
    builder.environment().putAll(environment);
    return builder.start();
  }

  String out() throws IOException {
    return Files.readString(folder.resolve("out"));
  }

  String err() throws IOException {
    return Files.readString(folder.resolve("err"));
  }

  JsonNode json() throws IOException {
    return json(out());
  }

  static JsonNode json(String text) throws IOException {
    return JSON.readTree(text);
  }

  /** The output of a script, standard error included. */
  static String bash(String script) throws Exception {
    Process process =
        new ProcessBuilder("bash", "--norc", "-c", script).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new AssertionError(out);
    }
    return out.strip();
  }

  Running start(String... arguments) throws IOException {
    return new Running(start(command(arguments)));
  }

  /** A command that goes on. */
  final class Running implements AutoCloseable {
    private final Process process;

    private Running(Process process) {
      this.process = process;
    }

    List<String> lines() throws IOException {
      return out().lines().toList();
    }

    String err() throws IOException {
      return Shell.this.err();
    }

    void awaitLines(int count) throws Exception {
      long end = System.nanoTime() + PATIENCE.toNanos();
      while (lines().size() < count) {
        if (System.nanoTime() > end || !process.isAlive()) {
          throw new AssertionError("only " + lines() + err());
        }
        Thread.sleep(100);
      }
    }

    /** What Ctrl-C sends; the answer is the exit code. */
    int interrupt() throws Exception {
      new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        throw new AssertionError("it goes on");
      }
      return process.exitValue();
    }

    @Override
    public void close() {
      process.destroyForcibly();
    }
  }
}
