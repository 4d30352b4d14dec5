package dev.wharfinger.registries.health;

import dev.wharfinger.platform.config.WharfingerSettings;
import dev.wharfinger.platform.journal.Writer;
import dev.wharfinger.platform.journal.WriterState;
import dev.wharfinger.platform.outbound.OutboundHttp;
import dev.wharfinger.platform.outbound.OutboundRequest;
import dev.wharfinger.platform.outbound.Url;
import dev.wharfinger.platform.sql.OneRow;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Whether what the service depends on works. Anyone may ask, so a registry is asked at most every
 * few seconds, however many ask. Source: contract repositories 12.
 */
@Singleton
class ServiceChecks {

  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final Duration ASKED_LATELY = Duration.ofSeconds(5);
  private static final Set<Integer> REGISTRY_ANSWERS = Set.of(200, 401);

  private final Pool pool;
  private final Writer writer;
  private final Uni<Boolean> storage;

  @Inject
  ServiceChecks(Pool pool, Writer writer, OutboundHttp http, WharfingerSettings settings) {
    this.pool = pool;
    this.writer = writer;
    this.storage =
        settings
            .registryUrl()
            .map(Url::parse)
            .map(at -> bounded(answers(http, at)).memoize().forFixedDuration(ASKED_LATELY))
            .orElseGet(() -> Uni.createFrom().item(true));
  }

  /** Whether Postgres answers. */
  Uni<Boolean> database() {
    return bounded(pool.query("SELECT true").execute().map(rows -> OneRow.of(rows).getBoolean(0)));
  }

  /** Whether there is a key to sign tokens with. */
  Uni<Boolean> signingKey() {
    return bounded(
        pool.query("SELECT EXISTS (SELECT FROM vault.signing_key)")
            .execute()
            .map(rows -> OneRow.of(rows).getBoolean(0)));
  }

  /** Whether the journal takes records, which Kafka has to be there for. */
  boolean journal() {
    return writer.state() instanceof WriterState.Running;
  }

  /** Whether the attached registry answers; true if none is attached. */
  Uni<Boolean> storage() {
    return storage;
  }

  /** Whether more than this part of the disk is free, in percent. */
  static boolean disk(int percent) {
    try {
      FileStore disk = Files.getFileStore(Path.of("").toAbsolutePath());
      return disk.getUsableSpace() > disk.getTotalSpace() / 100 * percent;
    } catch (IOException _) {
      return false;
    }
  }

  private static Uni<Boolean> answers(OutboundHttp http, Url at) {
    Url url = new Url(at.scheme(), at.authority(), "/v2/");
    return http.sendToOwn(OutboundRequest.get(url, Optional.empty()))
        .map(answer -> REGISTRY_ANSWERS.contains(answer.status()));
  }

  private static Uni<Boolean> bounded(Uni<Boolean> check) {
    return check
        .ifNoItem()
        .after(PATIENCE)
        .recoverWithItem(false)
        .onFailure()
        .recoverWithItem(false);
  }
}
