package dev.wharfinger.platform.journal;

import dev.wharfinger.local.StackAddresses;
import dev.wharfinger.platform.vault.KeyLog;
import dev.wharfinger.platform.vault.MasterKey;
import dev.wharfinger.platform.vault.MasterKeys;
import dev.wharfinger.platform.vault.SubjectKeys;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;

/** One instance of the engine as the service would run it, on a real Postgres and a real Kafka. */
public final class TestEngine implements AutoCloseable {

  /** How long anything here may take. */
  public static final Duration TIMEOUT = Duration.ofSeconds(30);

  /** What the engine is for. */
  static final Areas AREAS = new Areas(List.of(new TicketArea()));

  private static final Vertx VERTX = Vertx.vertx();
  private static final Logger KAFKA = Logger.getLogger("org.apache.kafka");

  static {
    KAFKA.setLevel(Level.SEVERE); // its clients print their configuration
  }

  private final StackAddresses.Isolated place;
  private final MasterKeys masters;
  private final Pool pool;
  private final Journal journal;
  private final RecordMac macs;
  private final RecordCodec codec;
  private final KeyTopic keyTopic;
  private final SubjectKeys keys;
  private final CatchUp catchUp;
  private final Writer writer;
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final ConcurrentLinkedQueue<Set<String>> committed = new ConcurrentLinkedQueue<>();

  private volatile boolean listenerFails;

  private TestEngine(StackAddresses.Isolated place, MasterKeys masters, List<EventType> types) {
    this.place = place;
    this.masters = masters;
    Map<String, String> environment = place.environment();
    macs = new RecordMac(masters);
    codec = new RecordCodec(types, macs);
    PgConnectOptions options =
        PgConnectOptions.fromUri(get(environment, "QUARKUS_DATASOURCE_REACTIVE_URL"))
            .setUser(get(environment, "QUARKUS_DATASOURCE_USERNAME"))
            .setPassword(get(environment, "QUARKUS_DATASOURCE_PASSWORD"))
            .addProperty("search_path", "wharfinger")
            .setCachePreparedStatements(true);
    pool =
        Pool.newInstance(
            PgBuilder.pool()
                .with(new PoolOptions().setMaxSize(8))
                .connectingTo(options)
                .using(VERTX)
                .build());
    journal =
        new Journal(
            kafka(get(environment, "KAFKA_BOOTSTRAP_SERVERS")), topic(place), (short) 1, (short) 1);
    keyTopic =
        new KeyTopic(
            kafka(get(environment, "KAFKA_BOOTSTRAP_SERVERS")),
            keyTopic(place),
            (short) 1,
            (short) 1);
    keys = new SubjectKeys(pool, masters, keyTopic);
    JournalMetrics metrics = new JournalMetrics(meters);
    catchUp = new CatchUp(journal, codec, keys, AREAS, metrics);
    writer = new Writer(VERTX, pool, journal, codec, keys, AREAS, catchUp, metrics, this::listen);
  }

  /** An engine that takes writes, on tables that are made where they are missing. */
  public static TestEngine running(StackAddresses.Isolated place) {
    TestEngine engine = starting(place);
    engine.tickUntil(() -> engine.writer.state() instanceof WriterState.Running);
    return engine;
  }

  /** An engine before its first tick. */
  public static TestEngine starting(StackAddresses.Isolated place) {
    return starting(
        place,
        MasterKey.fromBase64(get(place.environment(), "WHARFINGER_MASTER_KEY")),
        AREAS.types());
  }

  /** The same with another key or other events. */
  static TestEngine starting(
      StackAddresses.Isolated place, MasterKey master, List<EventType> types) {
    return starting(place, new MasterKeys(master), types);
  }

  /** The same during a rotation of the master key. */
  static TestEngine starting(
      StackAddresses.Isolated place, MasterKeys masters, List<EventType> types) {
    migrate(place.environment(), "vault", "classpath:db/vault");
    migrate(place.environment(), "activity", "classpath:db/activity");
    migrate(place.environment(), "wharfinger", "classpath:db/model", "classpath:db/ticket");
    return new TestEngine(place, masters, types);
  }

  /** What puts another master key into use. */
  MasterKeySwitch masterKeySwitch() {
    return new MasterKeySwitch(VERTX, pool, journal, masters);
  }

  /** Clients of an open Kafka. */
  static KafkaClients kafka(String bootstrapServers) {
    return new KafkaClients(Map.of("bootstrap.servers", bootstrapServers));
  }

  /** The name of the journal's topic. */
  public static String topic(StackAddresses.Isolated place) {
    return place.topicPrefix() + ".journal";
  }

  /** The name of the topic of keys. */
  public static String keyTopic(StackAddresses.Isolated place) {
    return place.topicPrefix() + ".keys";
  }

  /** Brings a schema of a database to this version. */
  public static void migrate(Map<String, String> environment, String schema, String... locations) {
    var _ =
        Flyway.configure()
            .dataSource(
                get(environment, "QUARKUS_DATASOURCE_JDBC_URL"),
                get(environment, "QUARKUS_DATASOURCE_USERNAME"),
                get(environment, "QUARKUS_DATASOURCE_PASSWORD"))
            .schemas(schema)
            .locations(locations)
            .load()
            .migrate();
  }

  private static String get(Map<String, String> environment, String name) {
    return Objects.requireNonNull(environment.get(name), name);
  }

  private void listen(Set<String> changes) {
    committed.add(changes);
    if (listenerFails) {
      throw new IllegalStateException("a cache failed");
    }
  }

  void failListener() {
    listenerFails = true;
  }

  public Writer writer() {
    return writer;
  }

  Journal journal() {
    return journal;
  }

  RecordCodec codec() {
    return codec;
  }

  /** What makes a record authentic. */
  RecordMac macs() {
    return macs;
  }

  public SubjectKeys keys() {
    return keys;
  }

  /** All that lies on the topic of keys, by name, in order. */
  Map<String, List<String>> keyEntries() {
    Map<String, List<String>> entries = new HashMap<>();
    long end = await(keyTopic.extent()).end();
    for (long from = 0; from < end; ) {
      KeyLog.Stretch stretch = await(keyTopic.read(from, end));
      for (KeyLog.Entry entry : stretch.entries()) {
        entries
            .computeIfAbsent(entry.name(), _ -> new ArrayList<>())
            .add(new String(entry.value(), StandardCharsets.UTF_8));
      }
      from = stretch.next();
    }
    return entries;
  }

  public Pool pool() {
    return pool;
  }

  public static Vertx vertx() {
    return VERTX;
  }

  /** A rebuild as this instance would run it. */
  Rebuild rebuild() {
    return new Rebuild(
        VERTX,
        pool,
        journal,
        catchUp,
        "wharfinger",
        schema ->
            Uni.createFrom()
                .voidItem()
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .invoke(() ->
                    migrate(
                        place.environment(), schema, "classpath:db/model", "classpath:db/ticket")));
  }

  /** What this instance was told to forget. */
  ConcurrentLinkedQueue<Set<String>> committed() {
    return committed;
  }

  double meter(String name) {
    return Objects.requireNonNull(meters.find(name).meter(), name)
        .measure()
        .iterator()
        .next()
        .getValue();
  }

  /** Submits and waits. */
  public Outcome submit(Command<?> command) {
    return submit(Tickets.envelope(), command);
  }

  Outcome submit(Envelope envelope, Command<?> command) {
    return await(writer.submit(envelope, command));
  }

  public static <T> T await(Uni<T> asked) {
    return asked.await().atMost(TIMEOUT);
  }

  /** Ticks as the scheduler would, only faster. */
  public void tickUntil(BooleanSupplier goal) {
    eventually(() -> {
      writer.tick();
      return goal.getAsBoolean();
    });
  }

  /** Waits for something that comes by itself. */
  static void eventually(BooleanSupplier goal) {
    long deadline = System.nanoTime() + TIMEOUT.toNanos();
    while (!goal.getAsBoolean()) {
      if (System.nanoTime() - deadline > 0) {
        throw new AssertionError("did not come true within " + TIMEOUT);
      }
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
  }

  /** The one value that a query finds. */
  <T> T one(Class<T> type, String sql) {
    return Objects.requireNonNull(
        await(pool.query(sql).execute()).iterator().next().get(type, 0), sql);
  }

  public long count(String sql) {
    return one(Long.class, sql);
  }

  /** All texts that a query finds. */
  public List<@Nullable String> texts(String sql) {
    List<@Nullable String> found = new ArrayList<>();
    for (Row row : await(pool.query(sql).execute())) {
      found.add(row.getString(0));
    }
    return found;
  }

  public void execute(String sql) {
    var _ = await(pool.query(sql).execute());
  }

  Head head() {
    return await(Connections.of(VERTX, pool, Duration.ZERO).with(HeadRow::peek));
  }

  /** The bytes of a record that continues a head, as this or a dead instance would write it. */
  JournalFrame.Written record(Head after, Envelope envelope, Event... events) {
    JournalRecord record =
        new JournalRecord(
            after.seq() + 1,
            after.hash(),
            envelope.commandId(),
            envelope.fingerprint(),
            envelope.correlationId(),
            null,
            envelope.actor(),
            envelope.time(),
            after.nextId() + 1,
            List.of(events));
    return codec.write(record, keys::cached);
  }

  /** Lays bytes on the topic without anybody's leave. */
  List<Long> append(byte[]... bytes) {
    return await(journal.append(List.of(bytes)));
  }

  /** Lays a valid record on the topic that no row can take. */
  public void poison() {
    Event event = new TicketEvent.TicketOpened(1, "unprojectable", null);
    var _ = append(record(head(), Tickets.envelope(), event).bytes());
  }

  @Override
  public void close() {
    journal.close();
    keyTopic.close();
    await(pool.close());
  }
}
