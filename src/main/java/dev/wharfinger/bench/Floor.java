package dev.wharfinger.bench;

import dev.wharfinger.platform.config.WharfingerSettings;
import dev.wharfinger.platform.journal.Journal;
import dev.wharfinger.platform.journal.KafkaClients;
import dev.wharfinger.platform.sql.OneRow;
import io.quarkus.arc.profile.IfBuildProfile;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;

/**
 * The least that a read and a write can cost on this stack: one primary-key select through the same
 * pool, and one acknowledged append plus one committed row. Only in a build of the bench profile.
 */
@Path("bench")
@Singleton
@IfBuildProfile("bench")
public class Floor {

  private static final byte[] RECORD = new byte[600];

  private final Pool pool;
  private final Journal journal;

  @Inject
  Floor(Pool pool, WharfingerSettings settings, KafkaClients kafka) {
    this.pool = pool;
    this.journal =
        new Journal(
            kafka,
            settings.topicPrefix() + ".bench",
            (short) settings.journalReplication(),
            (short) settings.journalMinInsync());
  }

  void prepare(@Observes StartupEvent started) {
    pool.query(
            "CREATE SCHEMA IF NOT EXISTS bench; CREATE TABLE IF NOT EXISTS bench.floor"
                + " (id bigserial PRIMARY KEY, value text)")
        .execute()
        .flatMap(_ -> journal.open())
        .subscribe()
        .with(_ -> {});
  }

  /** One row by its primary key. */
  @GET
  @Path("read/{id}")
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(hidden = true)
  public Uni<Map<String, Object>> read(@PathParam("id") long id) {
    return pool.preparedQuery("SELECT name, email FROM namespace WHERE id = $1")
        .execute(Tuple.of(id))
        .map(OneRow::of)
        .map(row -> Map.of("name", row.getString(0), "email", row.getString(1)));
  }

  /** One append, one row. */
  @POST
  @Path("write")
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(hidden = true)
  public Uni<Map<String, Object>> write() {
    return journal
        .append(List.of(RECORD))
        .flatMap(offsets ->
            pool.preparedQuery("INSERT INTO bench.floor (value) VALUES ($1)")
                .execute(Tuple.of("written"))
                .replaceWith(offsets))
        .map(offsets -> Map.of("offset", offsets.getFirst()));
  }
}
