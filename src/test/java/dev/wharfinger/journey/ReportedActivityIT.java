package dev.wharfinger.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharfinger.local.LocalStack;
import dev.wharfinger.local.Ports;
import dev.wharfinger.local.ServiceProcess;
import dev.wharfinger.local.StackAddresses;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Reports in any order, some of them twice, while the service is killed in the middle of projecting
 * them. Afterwards every counter equals a count from nothing but the reports. {@code
 * -Dactivity.records} and {@code -Dactivity.kills} make it as long as one likes.
 */
class ReportedActivityIT {

  private static final int RECORDS = Integer.getInteger("activity.records", 100_000);
  private static final int KILLS = Integer.getInteger("activity.kills", 3);
  private static final long SEED = Long.getLong("journey.seed", System.nanoTime());
  private static final Path FOLDER = Path.of("target", "reported-activity-it");

  private static final String PROJECTED =
      "SELECT coalesce(sum(next), 0)::text FROM activity.projection_offset";

  private final StackAddresses servers = LocalStack.shared();
  private final StackAddresses.Isolated where = LocalStack.freshDatabase();
  private final Tables tables = new Tables(servers, where.database());
  private final int port = Ports.free();
  private ServiceProcess service = start();

  @Test
  void countsExactlyWhateverHappens() throws Exception {
    System.out.println("journey.seed=" + SEED);
    try (ApiClient admin = ApiClient.ofFirstUser(service.baseUrl())) {
      for (int i = 0; i < ReportedRegistry.NAMESPACES; i++) {
        assertThat(admin.createOrganization("acme" + i, Optional.empty()).is(201)).isTrue();
      }
      execute(
          """
          INSERT INTO repository (id, namespace, name, is_public, state, created, status_token)
          SELECT 1000000 + 100 * row_number() OVER (ORDER BY n.name) + i, n.id, 'goods' || i, false,
                 'NORMAL', now(), gen_random_uuid()
          FROM namespace n, generate_series(0, %d) i WHERE n.name LIKE 'acme%%'
          """
              .formatted(ReportedRegistry.REPOSITORIES - 1));
      ReportedRegistry registry = new ReportedRegistry(SEED, RECORDS);
      registry.sendTo(servers.bootstrapServers(), where.topicPrefix() + ".activity");
      long begun = System.nanoTime();
      for (int kill = 1; kill <= KILLS; kill++) {
        long until = registry.sent() * kill / (KILLS + 1);
        Waiting.until("some are projected", () -> projected() >= Math.min(until, registry.sent()));
        service.kill();
        service = start();
      }
      Waiting.until("all are projected", () -> projected() == registry.sent());
      System.out.printf(
          "%d reports, %d records, %d kills: %.1f s%n",
          RECORDS, registry.sent(), KILLS, (System.nanoTime() - begun) / 1e9);
      registry.holds(tables);
      correctsWhatSomebodySpoiled(admin);
      surviveARebuild(registry);
    } finally {
      service.kill();
    }
  }

  /** A counter that is wrong is found and put right by a report that says by how much. */
  private void correctsWhatSomebodySpoiled(ApiClient admin) throws SQLException {
    String sizes = "SELECT sum(size_bytes)::text FROM activity.";
    List<String> before = List.copyOf(sums(sizes));
    execute("UPDATE activity.namespace_size SET size_bytes = size_bytes + 17");
    execute("UPDATE activity.repository_size SET size_bytes = size_bytes - 4");
    execute("UPDATE activity.registry_total SET size_bytes = size_bytes + 1, blobs = blobs + 2");
    assertThat(sums(sizes)).isNotEqualTo(before);
    Waiting.until("the sizes are right again", () -> sums(sizes).equals(before));
  }

  private List<String> sums(String sizes) {
    return List.of(
        tables.texts(sizes + "namespace_size").getFirst(),
        tables.texts(sizes + "repository_size").getFirst(),
        tables.texts(sizes + "registry_total").getFirst());
  }

  /** The read models made anew: what was reported stays. */
  private void surviveARebuild(ReportedRegistry registry) throws Exception {
    service.stop();
    execute("DROP SCHEMA wharfinger CASCADE");
    service = start();
    service.awaitReady();
    registry.holds(tables);
  }

  private long projected() {
    return Long.parseLong(tables.texts(PROJECTED).getFirst());
  }

  private ServiceProcess start() {
    ServiceProcess started =
        Instances.start(
            FOLDER.resolve(Integer.toString(port)),
            where,
            Map.of("WHARFINGER_RECOUNT_SECONDS", "3"));
    return started;
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(
                servers.jdbcUrl(where.database()) + "?currentSchema=wharfinger",
                servers.user(),
                servers.password());
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
