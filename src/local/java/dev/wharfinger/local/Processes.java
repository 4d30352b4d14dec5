package dev.wharfinger.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * What the three kinds of server process have in common: started in a session of their own,
 * watched, killed.
 */
public final class Processes {
  private static final Duration POLL = Duration.ofMillis(25);
  private static final Path SETSID = Path.of("/usr/bin/setsid");

  private Processes() {}

  /** The JVM that runs this code, so that every process of the stack uses the same JDK. */
  static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /**
   * The class path of this JVM; a build's test runner hides it behind a jar and names it in a
   * property.
   */
  static String classPath() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  }

  /**
   * The command, detached from the terminal's process group where the system can: Ctrl-C must reach
   * only the process that stops the others in order.
   */
  static List<String> ownSession(List<String> command) {
    if (!Files.isExecutable(SETSID)) {
      return command;
    }
    List<String> detached = new ArrayList<>(List.of(SETSID.toString()));
    detached.addAll(command);
    return detached;
  }

  /**
   * Whether the process runs; one that is dead but not yet collected by its parent counts as dead.
   */
  static boolean isAlive(ProcessHandle process) {
    return process.isAlive() && !isZombie(process.pid());
  }

  /** {@code kill -9} of the process and all it started; returns when they are gone. */
  static void killTree(ProcessHandle process) {
    List<ProcessHandle> family = Stream.concat(Stream.of(process), process.descendants()).toList();
    family.forEach(ProcessHandle::destroyForcibly);
    if (!until(Duration.ofSeconds(20), () -> family.stream().noneMatch(Processes::isAlive))) {
      throw new IllegalStateException("process " + process.pid() + " outlived kill -9 for 20 s");
    }
  }

  /** {@code SIGTERM}, then {@code SIGKILL} for a process that does not end in time. */
  static void stop(ProcessHandle process, Duration patience) {
    if (process.destroy() && !until(patience, () -> !isAlive(process))) {
      killTree(process);
    }
  }

  /** Polls a condition until it holds; false when time ran out. */
  public static boolean until(Duration patience, BooleanSupplier condition) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      LockSupport.parkNanos(POLL.toNanos());
    }
    return true;
  }

  /** The end of a log, for the message of a start that failed. */
  static String lastLines(Path log, int count) {
    try {
      List<String> lines = Files.readAllLines(log);
      return String.join(
          System.lineSeparator(), lines.subList(Math.max(0, lines.size() - count), lines.size()));
    } catch (IOException failure) {
      return "(no log at " + log + ": " + failure.getMessage() + ")";
    }
  }

  private static boolean isZombie(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
      return stat.startsWith("Z", stat.lastIndexOf(')') + 2);
    } catch (IOException _) {
      return false; // no /proc on this system, or the process went away: isAlive answers
    }
  }
}
