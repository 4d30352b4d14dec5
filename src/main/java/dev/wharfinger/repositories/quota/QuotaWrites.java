package dev.wharfinger.repositories.quota;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.platform.http.ApiError;
import dev.wharfinger.platform.http.ApiException;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.Schema;
import dev.wharfinger.platform.http.SuperuserRequest;
import dev.wharfinger.platform.http.Writes;
import dev.wharfinger.platform.journal.Command;
import dev.wharfinger.platform.journal.Outcome;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.repositories.quota.QuotaEvent.Family;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/**
 * Turns requests on the quota routes into commands: the same work under several paths, with the
 * checks of each in their order. Source: contract superuser 4, neighbours 3.
 */
@Singleton
public class QuotaWrites {

  private final Writes writes;
  private final Pool pool;
  private final SuperuserRequest superusers;
  private final QuotaSwitch quotas;
  private final QuotaView view;

  @Inject
  QuotaWrites(
      Writes writes, Pool pool, SuperuserRequest superusers, QuotaSwitch quotas, QuotaView view) {
    this.writes = writes;
    this.pool = pool;
    this.superusers = superusers;
    this.quotas = quotas;
    this.view = view;
  }

  Uni<Outcome.Done> create(ApiRequest request, Family family, String name) {
    ObjectNode body = body(request, family, QuotaSize.NEW);
    Caller.User caller = writer(request, family);
    return submit(request, caller, new QuotaCommand.Create(name, family, QuotaSize.of(body)));
  }

  Uni<ObjectNode> change(ApiRequest request, Family family, String name, String quota) {
    ObjectNode body = body(request, family, QuotaSize.CHANGED);
    Caller.User caller = writer(request, family);
    long id = QuotaSwitch.id(quota);
    return submit(request, caller, new QuotaCommand.Change(name, family, id, QuotaSize.of(body)))
        .flatMap(_ -> find(name, id));
  }

  Uni<Outcome.Done> delete(ApiRequest request, Family family, String name, String quota) {
    quotas.requireOn();
    Caller.User caller = writer(request, family);
    return submit(request, caller, new QuotaCommand.Delete(name, family, QuotaSwitch.id(quota)));
  }

  Uni<Outcome.Done> createLimit(ApiRequest request, String name, String quota) {
    ObjectNode body = body(request, Family.ORGANIZATION, QuotaLimitCommand.NEW);
    Caller.User caller = writer(request, Family.ORGANIZATION);
    return submit(
        request,
        caller,
        new QuotaLimitCommand.Create(
            name, QuotaSwitch.id(quota), QuotaLimitCommand.Wanted.of(body)));
  }

  Uni<ObjectNode> changeLimit(ApiRequest request, String name, String quota, String limit) {
    ObjectNode body = body(request, Family.ORGANIZATION, QuotaLimitCommand.CHANGED);
    Caller.User caller = writer(request, Family.ORGANIZATION);
    long id = QuotaSwitch.id(quota);
    return submit(
            request,
            caller,
            new QuotaLimitCommand.Change(
                name, id, QuotaSwitch.id(limit), QuotaLimitCommand.Wanted.of(body)))
        .flatMap(_ -> find(name, id));
  }

  Uni<Outcome.Done> deleteLimit(ApiRequest request, String name, String quota, String limit) {
    quotas.requireOn();
    Caller.User caller = writer(request, Family.ORGANIZATION);
    return submit(
        request,
        caller,
        new QuotaLimitCommand.Delete(name, QuotaSwitch.id(quota), QuotaSwitch.id(limit)));
  }

  /** The body; on the superuser routes anonymous callers are refused before it is read. */
  private ObjectNode body(ApiRequest request, Family family, Schema schema) {
    quotas.requireOn();
    return switch (family) {
      case SUPERUSER -> {
        var _ = request.requireFreshUser();
        yield request.body(schema);
      }
      case ORGANIZATION -> request.body(schema);
    };
  }

  private Caller.User writer(ApiRequest request, Family family) {
    Caller.User caller = request.requireUser();
    switch (family) {
      case SUPERUSER -> superusers.mayWrite(caller);
      case ORGANIZATION -> {
        if (!caller.fullAccess()) {
          throw new ApiException(ApiError.denied(caller));
        }
      }
    }
    return caller;
  }

  private Uni<Outcome.Done> submit(
      ApiRequest request, Caller.User caller, Command<QuotaState> command) {
    return writes.submit(request, caller, command);
  }

  private Uni<ObjectNode> find(String name, long quota) {
    return QuotaState.load(pool, name)
        .map(state -> state.quota(quota).map(view::render).orElseThrow(ApiException::notFound));
  }
}
