package dev.wharfinger.chaos;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What clients did and what was done to the servers, by one clock; a JSON object a line in a file
 * as it happens, so that a run that was cut short has one as well.
 */
final class History implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final long origin = System.nanoTime();
  private final List<Operation> operations = new ArrayList<>();
  private final BufferedWriter file;

  History(Path file) throws IOException {
    this.file = Files.newBufferedWriter(file);
  }

  /** Microseconds since the beginning. */
  long now() {
    return (System.nanoTime() - origin) / 1_000;
  }

  /**
   * A request is about to be sent.
   *
   * @return the operation without its outcome, for {@link #end}
   */
  synchronized Operation begin(
      int client, int instance, Operation.Type type, String command, String key, String value) {
    Operation begun =
        new Operation(client, instance, type, command, key, value, now(), 0, Outcome.UNKNOWN, "");
    line(line(begun).put("event", "invoke").put("time", begun.from()));
    return begun;
  }

  /** The outcome of a request is known, or will never be. */
  synchronized void end(Operation begun, Outcome outcome, String value, String problem) {
    Operation ended =
        new Operation(
            begun.client(),
            begun.instance(),
            begun.type(),
            begun.command(),
            begun.key(),
            value,
            begun.from(),
            now(),
            outcome,
            problem);
    operations.add(ended);
    line(line(ended).put("event", outcome.name()).put("time", ended.to()).put("problem", problem));
  }

  /** Something was done to a server, or undone. */
  synchronized void fault(String event, Fault fault, String target) {
    line(
        JSON.createObjectNode()
            .put("fault", fault.name())
            .put("target", target)
            .put("event", event)
            .put("time", now()));
  }

  synchronized List<Operation> operations() {
    return List.copyOf(operations);
  }

  /** Acknowledged writes that were sent to an instance after a time. */
  synchronized boolean hasWrittenSince(int instance, long time) {
    for (int at = operations.size() - 1; at >= 0 && operations.get(at).to() >= time; at--) {
      Operation it = operations.get(at);
      if (it.is(Operation.Type.WRITE, Outcome.OK)
          && it.instance() == instance
          && it.from() >= time) {
        return true;
      }
    }
    return false;
  }

  private static ObjectNode line(Operation it) {
    return JSON.createObjectNode()
        .put("client", it.client())
        .put("instance", it.instance())
        .put("type", it.type().name())
        .put("command", it.command())
        .put("key", it.key())
        .put("value", it.value());
  }

  private void line(ObjectNode line) {
    try {
      file.write(line.toString());
      file.newLine();
      file.flush();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Override
  public synchronized void close() throws IOException {
    file.close();
  }
}
