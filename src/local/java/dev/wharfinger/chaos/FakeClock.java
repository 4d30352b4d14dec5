package dev.wharfinger.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The clock of one process, which can be set while it runs: by Debian's {@code libfaketime}, or by
 * the library that {@code CHAOS_FAKETIME} names. Timers go by another clock and stay right, as
 * they do on a machine whose clock is set.
 *
 * @param file from which the library reads the difference once a second
 */
record FakeClock(Path library, Path file) {
  private static final String NAME = "libfaketime.so.1";
  private static final Path LIBRARIES = Path.of("/usr/lib");

  /** Where the library is on this machine; empty where it is not. */
  static Optional<Path> installed() throws IOException {
    String given = System.getenv().getOrDefault("CHAOS_FAKETIME", "");
    if (!given.isBlank()) {
      return Optional.of(Path.of(given)).filter(Files::exists);
    }
    try (Stream<Path> folders = Files.list(LIBRARIES)) {
      return folders
          .flatMap(it -> List.of(it, it.resolve("faketime")).stream())
          .map(it -> it.resolve(NAME).toAbsolutePath())
          .filter(Files::exists)
          .findFirst();
    }
  }

  /** What the process is started with. */
  Map<String, String> environment() {
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
  void set(int seconds) throws IOException {
    Files.writeString(file, "%+d%n".formatted(seconds));
  }
}
