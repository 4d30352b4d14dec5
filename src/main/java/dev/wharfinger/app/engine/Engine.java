package dev.wharfinger.app.engine;

import dev.wharfinger.platform.config.WharfingerSettings;
import dev.wharfinger.platform.http.PageToken;
import dev.wharfinger.platform.journal.Area;
import dev.wharfinger.platform.journal.Areas;
import dev.wharfinger.platform.journal.CatchUp;
import dev.wharfinger.platform.journal.Journal;
import dev.wharfinger.platform.journal.JournalAdoption;
import dev.wharfinger.platform.journal.JournalMetrics;
import dev.wharfinger.platform.journal.JournalProof;
import dev.wharfinger.platform.journal.KafkaClients;
import dev.wharfinger.platform.journal.KeyTopic;
import dev.wharfinger.platform.journal.MasterKeySwitch;
import dev.wharfinger.platform.journal.Rebuild;
import dev.wharfinger.platform.journal.RecordCodec;
import dev.wharfinger.platform.journal.RecordMac;
import dev.wharfinger.platform.journal.SealedProjector;
import dev.wharfinger.platform.journal.Writer;
import dev.wharfinger.platform.vault.KeyPurpose;
import dev.wharfinger.platform.vault.MasterKey;
import dev.wharfinger.platform.vault.MasterKeys;
import dev.wharfinger.platform.vault.ReadableSecrets;
import dev.wharfinger.platform.vault.SubjectKeys;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.All;
import io.smallrye.common.annotation.Identifier;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Makes the parts that know nothing of CDI, once each. */
final class Engine {

  private Engine() {}

  @Produces
  @Singleton
  static MasterKeys masterKeys(WharfingerSettings settings) {
    return new MasterKeys(
        new MasterKey(settings.masterKey().revealBytes()),
        settings.masterKeyPrevious().map(previous -> new MasterKey(previous.revealBytes())));
  }

  @Produces
  @Singleton
  static KeyTopic keyTopic(WharfingerSettings settings, KafkaClients kafka) {
    return new KeyTopic(
        kafka,
        settings.topicPrefix() + ".keys",
        (short) settings.journalReplication(),
        (short) settings.journalMinInsync());
  }

  static void close(@Disposes KeyTopic topic) {
    topic.close();
  }

  @Produces
  @Singleton
  static SubjectKeys subjectKeys(Pool pool, MasterKeys masters, KeyTopic topic) {
    return new SubjectKeys(pool, masters, topic);
  }

  @Produces
  @Singleton
  static ReadableSecrets readableSecrets(MasterKeys masters) {
    return new ReadableSecrets(masters);
  }

  @Produces
  @Singleton
  static PageToken pageTokens(MasterKeys masters) {
    return new PageToken(masters.keys(KeyPurpose.PAGE_TOKENS));
  }

  @Produces
  @Singleton
  static Areas areas(@All List<Area<?>> areas, @All List<SealedProjector> sealed) {
    return new Areas(areas, sealed);
  }

  @Produces
  @Singleton
  static RecordCodec codec(Areas areas, MasterKeys masters) {
    return new RecordCodec(areas.types(), new RecordMac(masters));
  }

  @Produces
  @Singleton
  static KafkaClients kafka(
      @Identifier("default-kafka-broker") Map<String, Object> settings,
      @ConfigProperty(name = "kafka.bootstrap.servers") String servers) {
    Map<String, Object> all = new HashMap<>(settings);
    all.put("bootstrap.servers", servers); // required; the framework would take a local one
    return new KafkaClients(all);
  }

  @Produces
  @Singleton
  static Journal journal(WharfingerSettings settings, KafkaClients kafka) {
    return new Journal(
        kafka,
        settings.topicPrefix() + ".journal",
        (short) settings.journalReplication(),
        (short) settings.journalMinInsync());
  }

  static void close(@Disposes Journal journal) {
    journal.close();
  }

  @Produces
  @Singleton
  static JournalMetrics metrics(MeterRegistry registry) {
    return new JournalMetrics(registry);
  }

  @Produces
  @Singleton
  static CatchUp catchUp(
      Journal journal, RecordCodec codec, SubjectKeys keys, Areas areas, JournalMetrics metrics) {
    return new CatchUp(journal, codec, keys, areas, metrics);
  }

  @Produces
  @Singleton
  static Writer writer(
      Vertx vertx,
      Pool pool,
      Journal journal,
      RecordCodec codec,
      SubjectKeys keys,
      Areas areas,
      CatchUp catchUp,
      JournalMetrics metrics,
      InvalidationListener changes) {
    return new Writer(vertx, pool, journal, codec, keys, areas, catchUp, metrics, changes::apply);
  }

  @Produces
  @Singleton
  static JournalProof proof(Vertx vertx, Pool pool, Journal journal, RecordCodec codec) {
    return new JournalProof(vertx, pool, journal, codec);
  }

  @Produces
  @Singleton
  static JournalAdoption adoption(Vertx vertx, Pool pool, Journal journal, RecordCodec codec) {
    return new JournalAdoption(vertx, pool, journal, codec);
  }

  @Produces
  @Singleton
  static MasterKeySwitch masterKeySwitch(
      Vertx vertx, Pool pool, Journal journal, MasterKeys masters) {
    return new MasterKeySwitch(vertx, pool, journal, masters);
  }

  @Produces
  @Singleton
  static Rebuild rebuild(
      Vertx vertx,
      @Identifier(PostgresConnections.LONG_RUNNING) Pool pool,
      Journal journal,
      CatchUp catchUp,
      Migrations migrations) {
    return new Rebuild(vertx, pool, journal, catchUp, Schemas.MODEL, migrations::model);
  }
}
