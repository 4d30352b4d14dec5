package dev.wharfinger.records.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.wharfinger.local.LocalStack;
import dev.wharfinger.local.StackAddresses;
import dev.wharfinger.platform.journal.EveryArea;
import dev.wharfinger.platform.journal.Frames;
import dev.wharfinger.platform.journal.Rows;
import dev.wharfinger.platform.journal.SealedRecord;
import dev.wharfinger.platform.journal.TestEngine;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What is in the history after ten thousand random records is what a world in memory was at each
 * moment; and it is the same however the records come.
 */
class HistoryProjectorIT {

  private static final int RECORDS = 10_000;
  private static final int MOMENTS = 200;
  private static final long SEED = Long.getLong("journey.seed", System.nanoTime());
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> TABLES =
      List.of("history_record", "history_version", "history_part", "history_name", "history_end");

  /** What was at a moment: all documents, and the parts of some owners. */
  private record Snapshot(Map<String, JsonNode> documents, Map<Long, Set<String>> parts) {}

  private static final Map<Long, Snapshot> SNAPSHOTS = new TreeMap<>();
  private static final List<SealedRecord> JOURNAL = new ArrayList<>();
  private static final AtomicLong ENDED = new AtomicLong();
  private static final Pool POOL = connect(LocalStack.freshDatabase());

  private static Pool connect(StackAddresses.Isolated place) {
    Map<String, String> environment = place.environment();
    TestEngine.migrate(environment, "vault", "classpath:db/vault");
    TestEngine.migrate(environment, "activity", "classpath:db/activity");
    TestEngine.migrate(environment, "wharfinger", "classpath:db/model");
    TestEngine.migrate(environment, "again", "classpath:db/model");
    PgConnectOptions options =
        PgConnectOptions.fromUri(get(environment, "QUARKUS_DATASOURCE_REACTIVE_URL"))
            .setUser(get(environment, "QUARKUS_DATASOURCE_USERNAME"))
            .setPassword(get(environment, "QUARKUS_DATASOURCE_PASSWORD"))
            .addProperty("search_path", "wharfinger")
            .setCachePreparedStatements(true);
    return Pool.newInstance(
        PgBuilder.pool()
            .with(new PoolOptions().setMaxSize(1))
            .connectingTo(options)
            .using(TestEngine.vertx())
            .build());
  }

  private static String get(Map<String, String> environment, String name) {
    return Objects.requireNonNull(environment.get(name), name);
  }

  @BeforeAll
  static void replays() {
    System.out.println("journey.seed=" + SEED);
    HistoryWorld world = new HistoryWorld(SEED);
    Random random = new Random(SEED);
    Set<Long> moments = new HashSet<>();
    while (moments.size() < MOMENTS) {
      moments.add(1L + random.nextInt(RECORDS));
    }
    for (int i = 0; i < RECORDS; i++) {
      JOURNAL.add(world.record());
      if (moments.contains(world.seq())) {
        SNAPSHOTS.put(world.seq(), snapshot(world, random));
      }
    }
    ENDED.set(world.ended());
    project("wharfinger", 64, random);
  }

  @AfterAll
  static void closes() {
    await(POOL.close());
  }

  private static Snapshot snapshot(HistoryWorld world, Random random) {
    Map<String, JsonNode> documents = world.documents();
    Map<Long, Set<String>> parts = new TreeMap<>();
    List<String> owners =
        documents.keySet().stream()
            .filter(it -> HistoryKinds.OWNERS.contains(HistoryKinds.of(it)))
            .toList();
    for (int i = 0; i < 5 && !owners.isEmpty(); i++) {
      String owner = owners.get(random.nextInt(owners.size()));
      long id = HistoryKinds.id(owner);
      parts.put(id, world.partsOf(owner));
      if (owner.startsWith("account/")) {
        Set<String> own = new HashSet<>(world.partsOf("namespace/" + id));
        own.remove(owner);
        parts.put(-id, own);
      }
    }
    return new Snapshot(documents, parts);
  }

  private static void project(String schema, int most, Random random) {
    HistoryProjector projector = new HistoryProjector();
    for (int from = 0; from < RECORDS; ) {
      int to = Math.min(RECORDS, from + 1 + random.nextInt(most));
      List<SealedRecord> some = JOURNAL.subList(from, to);
      await(
          POOL.withTransaction(connection ->
              connection
                  .query("SET LOCAL search_path = " + schema)
                  .execute()
                  .flatMap(_ -> {
                    Rows rows = new Rows(connection, EveryArea.AREAS.ownedByUser());
                    projector.project(some, Frames.CODEC, rows);
                    return rows.done();
                  })));
      from = to;
    }
  }

  @Test
  void hasEveryStateOfEveryEntity() throws Exception {
    assertThat(SNAPSHOTS).hasSize(MOMENTS);
    Set<String> kinds = new HashSet<>();
    for (Map.Entry<Long, Snapshot> moment : SNAPSHOTS.entrySet()) {
      Map<String, JsonNode> found = new TreeMap<>();
      for (Row row :
          await(
              POOL.preparedQuery(
                      """
                      SELECT entity, document::text FROM (
                        SELECT DISTINCT ON (entity) entity, document FROM history_version
                        WHERE seq <= $1 ORDER BY entity, seq DESC, step DESC) last
                      WHERE document IS NOT NULL
                      """)
                  .execute(Tuple.of(moment.getKey())))) {
        found.put(row.getString(0), JSON.readTree(row.getString(1)));
        kinds.add(HistoryKinds.of(row.getString(0)));
      }
      Map<String, JsonNode> expected = new TreeMap<>();
      for (Map.Entry<String, JsonNode> it : moment.getValue().documents().entrySet()) {
        expected.put(it.getKey(), JSON.readTree(it.getValue().toString()));
      }
      assertThat(found).as("after record %d", moment.getKey()).isEqualTo(expected);
    }
    assertThat(kinds).as("every kind was there").hasSize(14);
  }

  @Test
  void findsThePartsOfEveryOwner() {
    HistoryStates states = new HistoryStates(POOL);
    SNAPSHOTS.forEach((seq, snapshot) ->
        snapshot
            .parts()
            .forEach((owner, parts) -> {
              List<String> found = new ArrayList<>();
              HistoryStates.Position at = HistoryStates.Position.beginning(owner, seq);
              while (at != null) {
                HistoryStates.Page page = await(states.parts(at, seq));
                page.parts().forEach(part -> found.add(part.entity()));
                at = page.next().orElse(null);
              }
              assertThat(found)
                  .as("parts of %d after record %d", owner, seq)
                  .containsExactlyInAnyOrderElementsOf(parts);
            }));
  }

  @Test
  void hasTheEndOfEveryLife() {
    Row row =
        await(
                POOL.query(
                        """
                        SELECT count(*),
                          (SELECT count(DISTINCT (entity, seq)) FROM history_version WHERE document IS NULL
                            AND split_part(entity, '/', 1) IN ('account', 'team', 'repository')),
                          count(*) FILTER (WHERE NOT EXISTS (SELECT FROM history_version v
                            WHERE v.entity = history_end.entity AND v.seq = history_end.seq
                              AND v.born = history_end.born AND v.document IS NULL)),
                          count(*) FILTER (WHERE by_itself) BETWEEN 1 AND count(*) - 1
                        FROM history_end
                        """)
                    .execute())
            .iterator()
            .next();
    assertThat(row.getLong(0)).isEqualTo(row.getLong(1)).isPositive();
    assertThat(ENDED.get()).isBetween(row.getLong(0), row.getLong(0) + RECORDS / 100);
    assertThat(row.getLong(2)).isZero();
    assertThat(row.getBoolean(3)).isTrue();
  }

  /** An installation that has a history already is told of its ends by the migration. */
  @Test
  void hasTheSameEndsAfterAnUpgrade() throws IOException {
    String migration;
    try (InputStream in =
        Objects.requireNonNull(
            HistoryProjectorIT.class.getResourceAsStream("/db/model/V9__restoration.sql"))) {
      migration = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    int fill = migration.indexOf("INSERT INTO history_end");
    String statement =
        migration
            .substring(fill, migration.indexOf(";", fill))
            .replace("INSERT INTO history_end", "INSERT INTO filled");
    String[] steps = {
      "CREATE TEMP TABLE filled (LIKE history_end INCLUDING INDEXES)", statement,
    };
    for (String step : steps) {
      var _ = await(POOL.query(step).execute());
    }
    Row row =
        await(
                POOL.query(
                        """
                        SELECT (SELECT count(*) FROM filled),
                          (SELECT count(*) FROM (TABLE filled EXCEPT TABLE history_end) more),
                          (SELECT count(*) FROM (TABLE history_end EXCEPT TABLE filled) less)
                        """)
                    .execute())
            .iterator()
            .next();
    assertThat(row.getLong(0)).isPositive();
    assertThat(row.getLong(1)).isZero();
    assertThat(row.getLong(2)).isZero();
  }

  @Test
  void isTheSameHoweverTheRecordsCome() {
    project("again", 700, new Random(1));
    for (String table : TABLES) {
      assertThat(sum("again", table)).as(table).isEqualTo(sum("wharfinger", table));
    }
  }

  private static String sum(String schema, String table) {
    return await(
            POOL.query(
                    "SELECT count(*) || ' ' || sum(hashtextextended(t::text, 1)::numeric) FROM "
                        + schema
                        + "."
                        + table
                        + " t")
                .execute())
        .iterator()
        .next()
        .getString(0);
  }

  private static <T> T await(Uni<T> asked) {
    return asked.await().atMost(Duration.ofMinutes(1));
  }
}
