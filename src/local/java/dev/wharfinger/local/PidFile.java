package dev.wharfinger.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Remembers a started process beside its data, so that the next start can end what an owner killed
 * by {@code kill -9} left running; the start time tells it from a stranger that got the same
 * number.
 */
record PidFile(Path file) {
  void write(ProcessHandle process) throws IOException {
    Files.write(file, List.of(Long.toString(process.pid()), startTime(process)));
  }

  /** Returns whether there was something to end. */
  boolean endLeftover() throws IOException {
    Optional<ProcessHandle> leftover = leftover();
    leftover.ifPresent(Processes::killTree);
    Files.deleteIfExists(file);
    return leftover.isPresent();
  }

  private Optional<ProcessHandle> leftover() throws IOException {
    if (Files.notExists(file)) {
      return Optional.empty();
    }
    List<String> lines = Files.readAllLines(file);
    if (lines.size() != 2) {
      return Optional.empty();
    }
    return ProcessHandle.of(Long.parseLong(lines.getFirst()))
        .filter(Processes::isAlive)
        .filter(process -> startTime(process).equals(lines.getLast()));
  }

  private static String startTime(ProcessHandle process) {
    return process.info().startInstant().map(Instant::toString).orElse("unknown");
  }
}
