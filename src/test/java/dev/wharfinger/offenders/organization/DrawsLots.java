package dev.wharfinger.offenders.organization;

import dev.wharfinger.platform.journal.Command;
import dev.wharfinger.platform.journal.Decision;
import dev.wharfinger.platform.journal.Ids;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.List;
import java.util.UUID;

/** A retry must decide the same. */
public record DrawsLots() implements Command<UUID> {
  @Override
  public Uni<UUID> load(SqlConnection connection) {
    return Uni.createFrom().item(UUID::randomUUID);
  }

  @Override
  public Decision decide(UUID state, Ids ids) {
    return state.equals(UUID.randomUUID()) ? Decision.accept() : Decision.accept(List.of());
  }
}
