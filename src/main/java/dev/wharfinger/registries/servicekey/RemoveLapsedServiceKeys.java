package dev.wharfinger.registries.servicekey;

import dev.wharfinger.platform.config.RegistryState;
import dev.wharfinger.platform.config.Settings;
import dev.wharfinger.platform.http.Writes;
import dev.wharfinger.platform.job.Schedule;
import dev.wharfinger.platform.journal.Command;
import dev.wharfinger.platform.journal.Decision;
import dev.wharfinger.platform.journal.Ids;
import dev.wharfinger.registries.servicekey.ServiceKeyEvent.ServiceKeyLapsed;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Removes service keys that lapsed, including those of services for which no more keys are created.
 * Source: contract superuser 6.1, common 13.
 */
@Singleton
public class RemoveLapsedServiceKeys {

  @Inject Pool pool;
  @Inject Writes writes;
  @Inject Settings settings;

  void schedule(@Observes Schedule schedule) {
    if (settings.registryState() == RegistryState.NORMAL) {
      schedule.every(
          Duration.ofSeconds(10), Duration.ofSeconds(5), "lapsed-service-keys", this::look);
    }
  }

  /** Checks without a lock first: usually there is nothing to do. */
  private Uni<Void> look() {
    Terms terms = Terms.of(settings, Instant.now());
    return pool.preparedQuery(Terms.SELECT)
        .execute(terms.of((String) null))
        .flatMap(due -> due.size() == 0 ? Uni.createFrom().voidItem() : remove(terms));
  }

  private Uni<Void> remove(Terms terms) {
    return writes.submitOwn(terms.now(), new Remove(terms)).replaceWithVoid();
  }

  record Remove(Terms terms) implements Command<List<ServiceKeyLapsed>> {

    @Override
    public Uni<List<ServiceKeyLapsed>> load(SqlConnection connection) {
      return ServiceKeyState.lapsed(connection, null, terms);
    }

    @Override
    public Decision decide(List<ServiceKeyLapsed> lapsed, Ids ids) {
      return Decision.accept(lapsed);
    }
  }
}
