package dev.wharfinger.offenders.organization;

import dev.wharfinger.platform.http.ApiError;
import dev.wharfinger.platform.journal.Command;
import dev.wharfinger.platform.journal.CommonRejection;
import dev.wharfinger.platform.journal.Decision;
import dev.wharfinger.platform.journal.Ids;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;

/** What a client is told is no matter of the decision. */
public final class DecidesAnAnswer implements Command<Boolean> {
  @Override
  public Uni<Boolean> load(SqlConnection connection) {
    return Uni.createFrom().item(true);
  }

  @Override
  public Decision decide(Boolean state, Ids ids) {
    return ApiError.notFound().status() == 404
        ? Decision.reject(CommonRejection.NOT_FOUND)
        : Decision.accept();
  }
}
