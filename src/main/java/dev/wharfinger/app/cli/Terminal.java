package dev.wharfinger.app.cli;

import java.io.ByteArrayOutputStream;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Where the client was started: the person before it if there is one, and how wide it is. */
final class Terminal {

  /** More than any password or token has. */
  private static final int LONGEST_LINE = 8_192;

  private final Supplier<@Nullable Console> console;
  private final InputStream in;
  private final Map<String, String> environment;

  /**
   * @param console asked for when it is needed: to find it takes a while
   */
  Terminal(Supplier<@Nullable Console> console, InputStream in, Map<String, String> environment) {
    this.console = console;
    this.in = in;
    this.environment = environment;
  }

  /** Whether somebody can be asked. */
  boolean isInteractive() {
    return person().isPresent();
  }

  private Optional<Console> person() {
    return Optional.ofNullable(console.get()).filter(Console::isTerminal);
  }

  /** Columns; empty if nobody looks. */
  OptionalInt columns() {
    Optional<Integer> told = number(environment.getOrDefault("COLUMNS", ""));
    if (told.isEmpty() && isInteractive()) {
      String[] size = size().trim().split(" ");
      told = size.length == 2 ? number(size[1]) : Optional.of(80);
    }
    return told.map(OptionalInt::of).orElse(OptionalInt.empty());
  }

  private static Optional<Integer> number(String text) {
    return text.matches("[1-9][0-9]{0,4}") ? Optional.of(Integer.valueOf(text)) : Optional.empty();
  }

  private static String size() {
    try {
      Process stty =
          new ProcessBuilder("stty", "size").redirectInput(ProcessBuilder.Redirect.INHERIT).start();
      return new String(stty.getInputStream().readNBytes(64), StandardCharsets.US_ASCII);
    } catch (IOException _) {
      return ""; // there is no stty here
    }
  }

  /** What the person types; empty without a terminal, or at its end of input. */
  Optional<String> ask(String prompt) {
    return person().map(it -> it.readLine("%s", prompt));
  }

  /** What the person types unseen; empty without a terminal, or at its end of input. */
  Optional<String> askSecretly(String prompt) {
    return person().map(it -> it.readPassword("%s", prompt)).map(String::new);
  }

  /** A secret from the terminal, or else the first line of standard input. */
  String secret(String prompt, String name) {
    Optional<String> typed = isInteractive() ? askSecretly(prompt) : line();
    return typed
        .map(text -> text.endsWith("\r") ? text.substring(0, text.length() - 1) : text)
        .filter(text -> !text.isEmpty())
        .orElseThrow(() -> new Failure("No " + name + " was given on standard input."));
  }

  private Optional<String> line() {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    try {
      for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
        if (line.size() == LONGEST_LINE) {
          throw new Failure("The first line of standard input is too long.");
        }
        line.write(next);
      }
    } catch (IOException e) {
      throw new Failure("Standard input cannot be read: " + e.getMessage());
    }
    return Optional.of(line.toString(StandardCharsets.UTF_8));
  }
}
