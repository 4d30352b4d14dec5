package dev.wharfinger.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Ends a login. */
@Command(
    name = "logout",
    description = {
      "End the login at a service.",
      "If it was one with a password, all sessions of the user end, also those in browsers. A token",
      "is only forgotten: it stays valid until it is revoked or expires."
    })
final class LogoutCommand implements Runnable {

  @ParentCommand Cli cli;

  @Option(names = "--local", description = "only forget; end nothing at the service")
  boolean local;

  @Override
  public void run() {
    String service = cli.service();
    LoginFile logins = cli.logins();
    Credential credential = logins.at(service);
    if (credential instanceof Credential.None) {
      throw new Failure("There is no login at " + service + ".");
    }
    logins.forget(service); // first, so that it is gone even if the service does not answer
    if (credential instanceof Credential.Session && !local) {
      try (Client client = cli.client(service, credential)) {
        JsonNode _ = client.post("/api/v1/signout", null);
      } catch (Failure failure) {
        throw new Failure(
            "The login is forgotten here, but its session did not end: " + failure.getMessage());
      }
    }
    cli.output()
        .done(
            JsonNodeFactory.instance.objectNode().put("url", service),
            "Logged out of %s.".formatted(service));
  }
}
