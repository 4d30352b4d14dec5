package dev.wharfinger.registries.servicekey;

import dev.wharfinger.platform.config.RegistryState;
import dev.wharfinger.platform.config.Settings;
import dev.wharfinger.platform.http.Writes;
import dev.wharfinger.platform.journal.Command;
import dev.wharfinger.platform.journal.Decision;
import dev.wharfinger.platform.journal.Ids;
import dev.wharfinger.platform.schedule.Jobs;
import dev.wharfinger.registries.servicekey.ServiceKeyEvent.ServiceKeyLapsed;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
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
  @Inject Jobs jobs;

  /** Checks without a lock first: usually there is nothing to do. */
  @Scheduled(
      every = "10s",
      delayed = "5s",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> updateIfPresent() {
    if (settings.registryState() != RegistryState.NORMAL) {
      return Uni.createFrom().voidItem();
    }
    Terms terms = Terms.of(settings, Instant.now());
    return jobs.run(
        "lapsed-service-keys",
        () ->
            pool.preparedQuery(Terms.SELECT)
                .execute(terms.of((String) null))
                .flatMap(due -> due.size() == 0 ? Uni.createFrom().voidItem() : remove(terms)));
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
