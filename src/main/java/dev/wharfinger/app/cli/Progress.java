package dev.wharfinger.app.cli;

import java.io.PrintWriter;
import java.time.Duration;

/**
 * A bar that moves while something goes on whose share that is done nobody knows. It is on standard
 * error, on a terminal alone, and gone at the end.
 */
final class Progress implements AutoCloseable {

  private static final int WIDTH = 24;
  private static final int BLOCK = 6;

  private final PrintWriter err;
  private final boolean shown;
  private int step;

  Progress(PrintWriter err, Terminal terminal) {
    this.err = err;
    this.shown = terminal.isInteractive();
  }

  void show(String state, Duration since) {
    if (shown) {
      err.print("\r" + line(state, since, step++) + "\u001b[K");
      err.flush();
    }
  }

  static String line(String state, Duration since, int step) {
    int way = WIDTH - BLOCK;
    int turn = step % (2 * way);
    int place = turn <= way ? turn : 2 * way - turn;
    return "[%s%s%s] %s, %d s"
        .formatted(
            " ".repeat(place),
            "=".repeat(BLOCK),
            " ".repeat(way - place),
            state,
            since.toSeconds());
  }

  @Override
  public void close() {
    if (shown && step > 0) {
      err.print("\r\u001b[K");
      err.flush();
    }
  }
}
