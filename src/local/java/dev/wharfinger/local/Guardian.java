package dev.wharfinger.local;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Ends the service, Kafka and Postgres when this process dies without ending them, as by {@code
 * kill -9}: a shell that waits for its standard input to close, which the system does in any case.
 */
final class Guardian implements AutoCloseable {

  private static final String SCRIPT =
      """
      cat > /dev/null
      for file in service.pid kafka/kafka.pid; do
        [ -r "$1/$file" ] && kill "$(head -n 1 "$1/$file")"
      done
      [ -r "$1/postgres/data/postmaster.pid" ] && kill -INT "$(head -n 1 "$1/postgres/data/postmaster.pid")"
      """;

  private final Process shell;

  private Guardian(Process shell) {
    this.shell = shell;
  }

  /** Watches over the processes whose pid files lie in a data folder. */
  static Guardian of(Path folder) throws IOException {
    return new Guardian(
        new ProcessBuilder(
                Processes.ownSession(
                    List.of("/bin/sh", "-c", SCRIPT, "guardian", folder.toString())))
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start());
  }

  /** Everything has been ended in order. */
  @Override
  public void close() {
    Processes.killTree(shell.toHandle());
  }
}
