package dev.wharfinger.app.cli;

import dev.wharfinger.app.cli.Address.Misuse;
import dev.wharfinger.app.cli.Failure.Refused;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The terminal client, {@code wharfinger}. Source: docs/cli.md. */
@Command(
    name = "wharfinger",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    scope = ScopeType.INHERIT,
    description = "Talks to a Wharfinger over its API.",
    footer = {
      "",
      "Exit codes: 0 success; 1 the service refused or failed, or does not answer;",
      "2 invalid command line; 130 ended by Ctrl-C."
    },
    subcommands = {
      LoginCommand.class,
      LogoutCommand.class,
      OrgCommand.class,
      TeamCommand.class,
      RobotCommand.class,
      QuotaCommand.class,
      LogsCommand.class,
      HistoryCommand.class,
      SizeCommand.class,
      ServiceConfigCommand.class,
      CompletionCommand.class,
      HelpCommand.class
    })
public final class Cli {

  static final String URL = "WHARFINGER_CLI_URL";
  static final String TOKEN = "WHARFINGER_CLI_TOKEN";
  private static final int REFUSED = 1;
  private static final int MISUSED = 2;

  private final Map<String, String> environment;
  private final Terminal terminal;

  @Spec CommandSpec spec;

  @Option(
      names = "--url",
      paramLabel = "URL",
      scope = ScopeType.INHERIT,
      description = "the service; by default that of $" + URL + ", or of the last login")
  @Nullable String url;

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      scope = ScopeType.INHERIT,
      description = "a file with an access token; by default that of $" + TOKEN + ", or the login")
  @Nullable Path tokenFile;

  @Option(
      names = "--json",
      scope = ScopeType.INHERIT,
      description = "print the API's own answers, lists joined over all their pages")
  boolean json;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      scope = ScopeType.INHERIT,
      defaultValue = "30",
      description = "how long to wait for each answer; by default ${DEFAULT-VALUE}")
  int timeout;

  private Cli(Map<String, String> environment, Terminal terminal) {
    this.environment = environment;
    this.terminal = terminal;
  }

  /** Carries out a command of this process; the answer is its exit code. */
  public static int run(String... arguments) {
    Map<String, String> environment = System.getenv();
    return line(environment, new Terminal(System::console, System.in, environment))
        .setOut(writer(FileDescriptor.out))
        .setErr(writer(FileDescriptor.err))
        .execute(arguments);
  }

  /** In UTF-8 whatever the machine's language is: a script shall read the same everywhere. */
  private static PrintWriter writer(FileDescriptor descriptor) {
    return new PrintWriter(new FileOutputStream(descriptor), false, StandardCharsets.UTF_8);
  }

  static CommandLine line(Map<String, String> environment, Terminal terminal) {
    CommandLine line =
        new CommandLine(new Cli(environment, terminal))
            .setExpandAtFiles(false)
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setUsageHelpWidth(100)
            .setParameterExceptionHandler((misuse, _) -> misuse(misuse))
            .setExecutionExceptionHandler((failure, command, _) -> explain(failure, command));
    return line;
  }

  private static int explain(Exception failure, CommandLine command) {
    String words =
        switch (failure) {
          case Refused refused -> refused.getMessage() + hint(refused);
          case Failure other -> other.getMessage();
          case Misuse misuse -> misuse.getMessage();
          case IOException broken -> "A file cannot be read or written: " + broken.getMessage();
          default -> "This client has a fault: " + failure;
        };
    PrintWriter err = command.getErr();
    err.println("wharfinger: " + Harmless.text(String.valueOf(words)));
    err.flush();
    return failure instanceof Misuse ? MISUSED : REFUSED;
  }

  private static int misuse(ParameterException misuse) {
    CommandLine command = misuse.getCommandLine();
    PrintWriter err = command.getErr();
    err.printf(
        "wharfinger: %s (%s --help says more)%n",
        Harmless.text(String.valueOf(misuse.getMessage())),
        command.getCommandSpec().qualifiedName());
    err.flush();
    return MISUSED;
  }

  private static String hint(Refused refused) {
    if (refused.asksForPassword()) {
      return " (log in again, or use a token)";
    }
    boolean unknown =
        refused.status() == 401
            || (refused.status() == 403
                && String.valueOf(refused.getMessage()).startsWith("CSRF token"));
    return unknown ? " (wharfinger login makes you known)" : "";
  }

  Terminal terminal() {
    return terminal;
  }

  LoginFile logins() {
    return LoginFile.of(environment);
  }

  Output output() {
    return new Output(spec.commandLine().getOut(), json, terminal.columns());
  }

  PrintWriter err() {
    return spec.commandLine().getErr();
  }

  /** The address of the service that is meant. */
  String service() {
    Optional<String> told = Optional.ofNullable(url).or(() -> variable(URL));
    try {
      return told.map(Address::service)
          .or(() -> logins().current())
          .orElseThrow(() ->
              new Misuse(
                  "No service is known: wharfinger login URL, or --url URL, or $" + URL + "."));
    } catch (IllegalArgumentException e) {
      throw new Misuse(String.valueOf(e.getMessage()));
    }
  }

  private Optional<String> variable(String name) {
    return Optional.ofNullable(environment.get(name)).filter(text -> !text.isBlank());
  }

  /** A client with the credential that is meant for the service. */
  Client connect() {
    String service = service();
    LoginFile logins = logins();
    Client client = client(service, given().orElseGet(() -> logins.at(service)));
    return client
        .whenRenewed((before, after) -> logins.renew(service, before, after))
        .password(() ->
            client.credential() instanceof Credential.Session session
                ? terminal.askSecretly("Password of " + session.username() + ": ")
                : Optional.empty());
  }

  Client client(String service, Credential credential) {
    if (timeout < 1) {
      throw new Misuse("--timeout takes at least one second.");
    }
    return new Client(service, credential, Duration.ofSeconds(timeout), Version.number());
  }

  private Optional<Credential> given() {
    Path file = tokenFile;
    if (file == null) {
      return variable(TOKEN).map(text -> token(text, "$" + TOKEN));
    }
    try {
      return Optional.of(token(Files.readString(file), file.toString()));
    } catch (IOException e) {
      throw new Failure(file + " cannot be read: " + e.getMessage());
    }
  }

  /**
   * A token as it may be sent.
   *
   * @param where it is from, for the complaint
   */
  static Credential token(String text, String where) {
    String token = text.strip();
    if (!token.matches("[\\x21-\\x7e]+")) {
      throw new Failure(where + " has no access token.");
    }
    return new Credential.Token(token, null);
  }
}
