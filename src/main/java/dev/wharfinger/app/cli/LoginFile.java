package dev.wharfinger.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * The logins of this user, each with the address of its service, so that a credential is shown to
 * no other. The file is readable by its owner alone, and is replaced as a whole.
 *
 * <p>{@code {"current": URL, "logins": {URL: {"username", "token"} or {"username", "cookie",
 * "csrf_token"}}}}
 */
final class LoginFile {

  private static final String CURRENT = "current";
  private static final String LOGINS = "logins";

  /** A session slides on the server with each request; here it is written down once a day. */
  private static final Duration FRESH = Duration.ofDays(1);

  private final Path file;

  LoginFile(Path folder) {
    this.file = folder.resolve("credentials.json");
  }

  /** That of the user who started the client. Source: XDG Base Directory Specification. */
  static LoginFile of(Map<String, String> environment) {
    String configured = environment.getOrDefault("XDG_CONFIG_HOME", "");
    Path home =
        configured.startsWith("/")
            ? Path.of(configured)
            : Path.of(environment.getOrDefault("HOME", System.getProperty("user.home")), ".config");
    return new LoginFile(home.resolve("wharfinger"));
  }

  Path path() {
    return file;
  }

  /** The service of the last login. */
  Optional<String> current() {
    return Optional.ofNullable(read().path(CURRENT).textValue());
  }

  /** The login at a service. */
  Credential at(String url) {
    JsonNode login = read().path(LOGINS).path(url);
    if (login.hasNonNull("token")) {
      return new Credential.Token(login.path("token").asText(), login.path("username").textValue());
    }
    return login.hasNonNull("cookie")
        ? new Credential.Session(
            login.path("username").asText(),
            login.path("cookie").asText(),
            login.path("csrf_token").asText())
        : new Credential.None();
  }

  /** Keeps a login, and makes its service the current one. */
  void keep(String url, Credential credential) {
    ObjectNode all = read();
    ObjectNode login = all.withObjectProperty(LOGINS).putObject(url);
    switch (credential) {
      case Credential.Token token ->
          login.put("username", token.username()).put("token", token.value());
      case Credential.Session session ->
          login
              .put("username", session.username())
              .put("cookie", session.cookie())
              .put("csrf_token", session.csrfToken());
      case Credential.None _ -> all.withObjectProperty(LOGINS).remove(url);
    }
    write(all.put(CURRENT, url));
  }

  /** Keeps what has become of a session, unless it was written a short time ago. */
  void renew(String url, Credential.Session before, Credential.Session after) {
    if (!at(url).equals(before)) {
      return; // somebody else has logged in meanwhile, or out
    }
    boolean sameToken = before.csrfToken().equals(after.csrfToken());
    try {
      Instant written = Files.getLastModifiedTime(file).toInstant();
      if (sameToken && written.isAfter(Instant.now().minus(FRESH))) {
        return;
      }
    } catch (IOException e) {
      throw new Failure(file + " cannot be read: " + e.getMessage());
    }
    ObjectNode all = read();
    all.withObjectProperty(LOGINS)
        .withObjectProperty(url)
        .put("cookie", after.cookie())
        .put("csrf_token", after.csrfToken());
    write(all);
  }

  /** Forgets a login. */
  void forget(String url) {
    ObjectNode all = read();
    all.withObjectProperty(LOGINS).remove(url);
    if (url.equals(all.path(CURRENT).textValue())) {
      all.remove(CURRENT);
    }
    write(all);
  }

  private ObjectNode read() {
    if (!Files.exists(file)) {
      return JsonNodeFactory.instance.objectNode();
    }
    try {
      if (JsonText.read(Files.readAllBytes(file)) instanceof ObjectNode all
          && (all.path(LOGINS).isObject() || all.path(LOGINS).isMissingNode())) {
        return all;
      }
      throw new Failure(file + " is not what this client wrote; remove it and log in again.");
    } catch (IOException _) { // whose message quotes the file, and so perhaps a token
      throw new Failure(file + " cannot be read; remove it and log in again.");
    }
  }

  private void write(ObjectNode all) {
    try {
      PrivateFile.write(file, JsonText.pretty(all) + "\n");
    } catch (IOException e) {
      throw new Failure(file + " cannot be written: " + e.getMessage());
    }
  }
}
