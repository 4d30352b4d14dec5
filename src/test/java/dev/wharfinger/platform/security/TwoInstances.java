package dev.wharfinger.platform.security;

import dev.wharfinger.local.LocalStack;
import dev.wharfinger.local.Ports;
import dev.wharfinger.local.ServiceProcess;
import dev.wharfinger.local.StackAddresses;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.jose4j.lang.JoseException;

/** Two instances of the service on one database, a superuser, and an identity provider. */
final class TwoInstances implements AutoCloseable {

  static final String ISSUER = "https://sso.example.com/realms/quay";

  /** An issuer that nobody can reach. */
  static final String GONE = "https://gone.example.com";

  /** Its tokens count for one client, and name their user otherwise. */
  static final String NAMING = "https://naming.example.com";

  private final StackAddresses.Isolated stack = LocalStack.freshDatabase();
  private final ForeignIssuer foreign;
  private final ServiceProcess firstService;
  private final ServiceProcess secondService;
  private final String root;

  TwoInstances() {
    try {
      foreign = new ForeignIssuer();
    } catch (IOException | JoseException e) {
      throw new IllegalStateException(e);
    }
    Map<String, String> environment = new HashMap<>(stack.environment());
    String gone = "http://127.0.0.1:" + Ports.free() + "/keys";
    environment.putAll(
        Map.of(
            "SUPER_USERS", "root",
            "FEATURE_USER_INITIALIZE", "true",
            "FEATURE_OAUTH_PASSWORD_GRANT", "true",
            "WHARFINGER_SIGNING_KEY_ROTATION", "8s",
            "WHARFINGER_TRUSTED_ISSUERS",
                String.join(
                    ",",
                    ISSUER + "=" + foreign.keySet() + ";audience=quay;audience=harbour",
                    NAMING + "=" + foreign.keySet() + ";client=web;claim=preferred_username",
                    GONE + "=" + gone + ";audience=quay")));
    Path logs = Path.of("target", "access-token-it");
    firstService = ServiceProcess.start(logs.resolve("first.log"), 0, environment);
    secondService = ServiceProcess.start(logs.resolve("second.log"), 0, environment);
    HttpResponse<String> answer =
        first()
            .postJson(
                "/api/v1/user/initialize",
                "none",
                """
                {"username": "root", "password": "rootpassword", "email": "root@example.com"}\
                """);
    if (answer.statusCode() != 200) {
      throw new IllegalStateException("no first user: " + answer.body());
    }
    root = first().token("root", "rootpassword");
  }

  TokenClient first() {
    return new TokenClient(firstService);
  }

  TokenClient second() {
    return new TokenClient(secondService);
  }

  ForeignIssuer foreign() {
    return foreign;
  }

  /** A token of the superuser {@code root}. */
  String root() {
    return root;
  }

  /** Creates a user; answers his password. */
  String createUser(String name) {
    HttpResponse<String> answer =
        first().postJson("/api/v1/superuser/users/", root, "{\"username\":\"" + name + "\"}");
    if (answer.statusCode() != 200) {
      throw new IllegalStateException("no user: " + answer.body());
    }
    return TokenClient.json(answer).get("password").textValue();
  }

  /** Does what the operation will do that disables users. */
  void setEnabled(String name, boolean enabled) {
    StackAddresses shared = LocalStack.shared();
    try (Connection connection =
            DriverManager.getConnection(
                shared.jdbcUrl(stack.database()), shared.user(), shared.password());
        PreparedStatement statement =
            connection.prepareStatement(
                """
                WITH changed AS
                  (UPDATE wharfinger.namespace SET enabled = ? WHERE name = ? RETURNING id)
                SELECT pg_notify('wharfinger_changes', 'account:' || id) FROM changed
                """)) {
      statement.setBoolean(1, enabled);
      statement.setString(2, name);
      statement.execute();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    firstService.close();
    secondService.close();
    foreign.close();
  }
}
