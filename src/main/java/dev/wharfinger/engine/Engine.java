package dev.wharfinger.engine;

import dev.wharfinger.application.ApplicationProjector;
import dev.wharfinger.application.AssignmentProjector;
import dev.wharfinger.apptoken.AppTokenProjector;
import dev.wharfinger.autoprune.AutoPruneProjector;
import dev.wharfinger.config.WharfingerSettings;
import dev.wharfinger.events.EventCatalogue;
import dev.wharfinger.export.LogExportProjector;
import dev.wharfinger.http.PageToken;
import dev.wharfinger.journal.CatchUp;
import dev.wharfinger.journal.Journal;
import dev.wharfinger.journal.JournalMetrics;
import dev.wharfinger.journal.KafkaClients;
import dev.wharfinger.journal.Projections;
import dev.wharfinger.journal.Rebuild;
import dev.wharfinger.journal.RecordCodec;
import dev.wharfinger.journal.RecordMac;
import dev.wharfinger.journal.Writer;
import dev.wharfinger.log.LogProjector;
import dev.wharfinger.mail.MailProjector;
import dev.wharfinger.message.MessageProjector;
import dev.wharfinger.notification.NotificationProjector;
import dev.wharfinger.organization.OrganizationProjector;
import dev.wharfinger.organization.OwnershipProjector;
import dev.wharfinger.permission.PermissionProjector;
import dev.wharfinger.permission.PrototypeProjector;
import dev.wharfinger.proxycache.ProxyCacheProjector;
import dev.wharfinger.quota.QuotaProjector;
import dev.wharfinger.recovery.RecoveryProjector;
import dev.wharfinger.registry.RegistryProjector;
import dev.wharfinger.repository.RepositoryProjector;
import dev.wharfinger.robot.RobotProjector;
import dev.wharfinger.servicekey.ServiceKeyProjector;
import dev.wharfinger.session.SessionProjector;
import dev.wharfinger.team.InvitationProjector;
import dev.wharfinger.team.TeamProjector;
import dev.wharfinger.user.ConfirmationProjector;
import dev.wharfinger.user.OwnAccountProjector;
import dev.wharfinger.user.UserProjector;
import dev.wharfinger.vault.MasterKey;
import dev.wharfinger.vault.ReadableSecrets;
import dev.wharfinger.vault.SubjectKeys;
import io.micrometer.core.instrument.MeterRegistry;
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
  static MasterKey masterKey(WharfingerSettings settings) {
    return new MasterKey(settings.masterKey().revealBytes());
  }

  @Produces
  @Singleton
  static SubjectKeys subjectKeys(Pool pool, MasterKey master) {
    return new SubjectKeys(pool, master);
  }

  @Produces
  @Singleton
  static ReadableSecrets readableSecrets(MasterKey master) {
    return new ReadableSecrets(master);
  }

  @Produces
  @Singleton
  static PageToken pageTokens(MasterKey master) {
    return new PageToken(master.derive("page-tokens"));
  }

  @Produces
  @Singleton
  static RecordCodec codec(MasterKey master) {
    return new RecordCodec(EventCatalogue.TYPES, new RecordMac(master));
  }

  @Produces
  @Singleton
  static Projections projections() {
    return new Projections(
        List.of(
            new UserProjector(),
            new OrganizationProjector(),
            new TeamProjector(),
            new ApplicationProjector(),
            new AssignmentProjector(),
            new AppTokenProjector(),
            new QuotaProjector(),
            new RobotProjector(),
            new RepositoryProjector(),
            new PermissionProjector(),
            new PrototypeProjector(),
            new ProxyCacheProjector(),
            new InvitationProjector(),
            new MailProjector(),
            new ConfirmationProjector(),
            new RecoveryProjector(),
            new LogExportProjector(),
            new ServiceKeyProjector(),
            new OwnershipProjector(),
            new RegistryProjector(),
            new SessionProjector(),
            new LogProjector(),
            new OwnAccountProjector(),
            new NotificationProjector(),
            new MessageProjector(),
            new AutoPruneProjector()));
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
      Journal journal,
      RecordCodec codec,
      SubjectKeys keys,
      Projections projections,
      JournalMetrics metrics) {
    return new CatchUp(journal, codec, keys, projections, metrics);
  }

  @Produces
  @Singleton
  static Writer writer(
      Vertx vertx,
      Pool pool,
      Journal journal,
      RecordCodec codec,
      SubjectKeys keys,
      Projections projections,
      CatchUp catchUp,
      JournalMetrics metrics,
      ChangeFeed changes) {
    return new Writer(
        vertx, pool, journal, codec, keys, projections, catchUp, metrics, changes::apply);
  }

  @Produces
  @Singleton
  static Rebuild rebuild(
      Vertx vertx,
      @Identifier(PostgresConnections.UNHURRIED) Pool pool,
      Journal journal,
      CatchUp catchUp,
      Migrations migrations) {
    return new Rebuild(vertx, pool, journal, catchUp, Schemas.MODEL, migrations::model);
  }
}
