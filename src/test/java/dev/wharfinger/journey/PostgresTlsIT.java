package dev.wharfinger.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharfinger.local.LocalPostgres;
import dev.wharfinger.local.LocalStack;
import dev.wharfinger.local.ServiceProcess;
import dev.wharfinger.local.StackAddresses;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Postgres that takes no connection without TLS is reached by every part of the service. */
class PostgresTlsIT {

  private static final String SESSIONS =
      "SELECT count(*) FILTER (WHERE ssl), count(*) FILTER (WHERE NOT ssl),"
          + " count(*) FILTER (WHERE query LIKE 'LISTEN%' OR query = 'SELECT 1')"
          + " FROM pg_stat_activity JOIN pg_stat_ssl USING (pid)"
          + " WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()";

  @TempDir Path folder;

  @Test
  void everyConnectionIsEncrypted() throws Exception {
    try (LocalPostgres postgres = LocalPostgres.start(folder.resolve("postgres"), 0)) {
      Path certificate = demandTls(postgres);
      StackAddresses.Isolated kafka = LocalStack.freshDatabase();
      Map<String, String> settings = new HashMap<>(kafka.environment());
      String address = postgres.reactiveUrl(postgres.database());
      settings.put("QUARKUS_DATASOURCE_REACTIVE_URL", address);
      settings.put("QUARKUS_DATASOURCE_JDBC_URL", "jdbc:" + address + "?sslmode=require");
      settings.put("QUARKUS_DATASOURCE_REACTIVE_POSTGRESQL_SSL_MODE", "verify-ca");
      settings.put("QUARKUS_DATASOURCE_REACTIVE_TRUST_CERTIFICATE_PEM", "true");
      settings.put(
          "QUARKUS_DATASOURCE_REACTIVE_TRUST_CERTIFICATE_PEM_CERTS", certificate.toString());
      ServiceProcess service = Instances.start(folder, kafka, settings);
      try (ApiClient client = ApiClient.ofFirstUser(service.baseUrl())) {
        assertThat(client.createOrganization("acme", Optional.empty()).is(201)).isTrue();
        Waiting.until("the listener is connected", () -> sessions(postgres)[2] > 0);
        assertThat(sessions(postgres)[0]).isPositive();
        assertThat(sessions(postgres)[1]).isZero();
      } finally {
        service.kill();
      }
    }
  }

  /** Switches TLS on, and everything else off. */
  private Path demandTls(LocalPostgres postgres) throws Exception {
    Path key = folder.resolve("server.key");
    Path certificate = folder.resolve("server.crt");
    Process made =
        new ProcessBuilder(
                "openssl",
                "req",
                "-new",
                "-x509",
                "-days",
                "30",
                "-nodes",
                "-subj",
                "/CN=127.0.0.1",
                "-addext",
                "subjectAltName=IP:127.0.0.1",
                "-out",
                certificate.toString(),
                "-keyout",
                key.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("openssl.log").toFile())
            .start();
    assertThat(made.onExit().join().exitValue()).isZero();
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
    try (Connection connection =
            DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
        Statement statement = connection.createStatement()) {
      statement.execute("ALTER SYSTEM SET ssl_cert_file = '" + certificate + "'");
      statement.execute("ALTER SYSTEM SET ssl_key_file = '" + key + "'");
      statement.execute("ALTER SYSTEM SET ssl = on");
      Path rules;
      try (ResultSet found = statement.executeQuery("SHOW hba_file")) {
        assertThat(found.next()).isTrue();
        rules = Path.of(Objects.requireNonNull(found.getString(1)));
      }
      Files.writeString(rules, "hostssl all all 127.0.0.1/32 trust\n");
      statement.execute("SELECT pg_reload_conf()");
    }
    Waiting.until("TLS is demanded", () -> sessions(postgres).length == 3);
    return certificate;
  }

  /** With TLS, without, and those of the listener; nothing while TLS is not there yet. */
  private static long[] sessions(LocalPostgres postgres) {
    try (Connection connection =
            DriverManager.getConnection(
                postgres.jdbcUrl() + "?sslmode=require", postgres.user(), postgres.password());
        Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery(SESSIONS)) {
      assertThat(found.next()).isTrue();
      return new long[] {found.getLong(1), found.getLong(2), found.getLong(3)};
    } catch (java.sql.SQLException _) {
      return new long[0];
    }
  }
}
