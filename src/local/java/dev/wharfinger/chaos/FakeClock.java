package dev.wharfinger.chaos;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The clock of one process, which can be set while it runs, by Debian's {@code libfaketime}. Timers
 * go by another clock and stay right, as they do on a machine whose clock is set.
 *
 * @param file from which the library reads the difference once a second
 */
public record FakeClock(Path library, Path file) {
  private static final String SCRIPT = ".ci/faketime";

  /** Where the library is, which is fetched if need be; empty where it cannot be had. */
  public static Optional<Path> installed() throws IOException {
    Process script =
        new ProcessBuilder(SCRIPT).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String path =
        new String(script.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    return path.isEmpty() ? Optional.empty() : Optional.of(Path.of(path));
  }

  /** What the process is started with. */
  public Map<String, String> environment() {
    return Map.of(
        "LD_PRELOAD",
        library.toString(),
        "FAKETIME_TIMESTAMP_FILE",
        file.toString(),
        "FAKETIME_CACHE_DURATION",
        "1",
        "FAKETIME_DONT_FAKE_MONOTONIC",
        "1",
        "FAKETIME_FORCE_MONOTONIC_FIX",
        "0", // else Object.wait returns at once
        "FAKETIME_DISABLE_SHM",
        "1");
  }

  /** Sets the clock to so many seconds from the machine's. */
  public void set(int seconds) throws IOException {
    Files.writeString(file, "%+d%n".formatted(seconds));
  }
}
