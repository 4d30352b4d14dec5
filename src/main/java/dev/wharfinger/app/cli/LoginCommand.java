package dev.wharfinger.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.wharfinger.app.cli.Address.Misuse;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Makes the client known to a service. */
@Command(
    name = "login",
    description = {
      "Keep a login at a service, for the commands that follow.",
      "Password or token are read from the terminal, or else from the first line of standard input.",
      "A token needs the scope user:read."
    })
final class LoginCommand implements Runnable {

  @ParentCommand Cli cli;

  @Parameters(
      paramLabel = "URL",
      arity = "0..1",
      description = "of the service, such as https://wharfinger.example.com")
  @Nullable String url;

  @ArgGroup @Nullable Way way;

  /** How the person is known: by a token, or by a name. */
  static final class Way {
    @Option(names = "--token", description = "ask for an access token")
    boolean token;

    @Option(
        names = {"-u", "--username"},
        paramLabel = "NAME",
        description = "ask for the password of this user")
    @Nullable String username;
  }

  @Override
  public void run() {
    if (url != null) {
      cli.url = url;
    }
    String service = cli.service();
    Credential credential = way != null && way.token ? byToken(service) : byPassword(service);
    cli.logins().keep(service, credential);
    String username =
        switch (credential) {
          case Credential.Token token -> token.username();
          case Credential.Session session -> session.username();
          case Credential.None _ -> null;
        };
    cli.output()
        .done(
            JsonNodeFactory.instance.objectNode().put("url", service).put("username", username),
            "Logged in to %s as %s.".formatted(service, username));
  }

  private Credential byToken(String service) {
    String value = cli.terminal().secret("Access token: ", "token");
    try (Client client = cli.client(service, Cli.token(value, "The input"))) {
      String username = username(client);
      return new Credential.Token(value.strip(), username);
    }
  }

  private Credential byPassword(String service) {
    String username =
        way != null && way.username != null
            ? way.username
            : cli.terminal()
                .ask("User name: ")
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .orElseThrow(() -> new Misuse("Name a user with --username, or use --token."));
    String password = cli.terminal().secret("Password of " + username + ": ", "password");
    try (Client client = cli.client(service, new Credential.None())) {
      client.signIn(username, password);
      String name = username(client); // the person may have typed an e-mail address
      return client.credential() instanceof Credential.Session session
          ? new Credential.Session(name, session.cookie(), session.csrfToken())
          : client.credential();
    }
  }

  private static String username(Client client) {
    JsonNode name = client.get("/api/v1/user/").path("username");
    if (!name.isTextual()) {
      throw new Failure("The service does not say who this is; it is perhaps none of this kind.");
    }
    return name.textValue();
  }
}
