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

  Uni<Outcome.Done> create(ApiRequest call, Family family, String name) {
    ObjectNode body = body(call, family, QuotaSize.NEW);
    Caller.User caller = writer(call, family);
    return submit(call, caller, new QuotaCommand.Create(name, family, QuotaSize.of(body)));
  }

  Uni<ObjectNode> change(ApiRequest call, Family family, String name, String quota) {
    ObjectNode body = body(call, family, QuotaSize.CHANGED);
    Caller.User caller = writer(call, family);
    long id = QuotaSwitch.id(quota);
    return submit(call, caller, new QuotaCommand.Change(name, family, id, QuotaSize.of(body)))
        .flatMap(_ -> find(name, id));
  }

  Uni<Outcome.Done> delete(ApiRequest call, Family family, String name, String quota) {
    quotas.requireOn();
    Caller.User caller = writer(call, family);
    return submit(call, caller, new QuotaCommand.Delete(name, family, QuotaSwitch.id(quota)));
  }

  Uni<Outcome.Done> createLimit(ApiRequest call, String name, String quota) {
    ObjectNode body = body(call, Family.ORGANIZATION, QuotaLimitCommand.NEW);
    Caller.User caller = writer(call, Family.ORGANIZATION);
    return submit(
        call,
        caller,
        new QuotaLimitCommand.Create(
            name, QuotaSwitch.id(quota), QuotaLimitCommand.Wanted.of(body)));
  }

  Uni<ObjectNode> changeLimit(ApiRequest call, String name, String quota, String limit) {
    ObjectNode body = body(call, Family.ORGANIZATION, QuotaLimitCommand.CHANGED);
    Caller.User caller = writer(call, Family.ORGANIZATION);
    long id = QuotaSwitch.id(quota);
    return submit(
            call,
            caller,
            new QuotaLimitCommand.Change(
                name, id, QuotaSwitch.id(limit), QuotaLimitCommand.Wanted.of(body)))
        .flatMap(_ -> find(name, id));
  }

  Uni<Outcome.Done> deleteLimit(ApiRequest call, String name, String quota, String limit) {
    quotas.requireOn();
    Caller.User caller = writer(call, Family.ORGANIZATION);
    return submit(
        call,
        caller,
        new QuotaLimitCommand.Delete(name, QuotaSwitch.id(quota), QuotaSwitch.id(limit)));
  }

  /** The body; on the superuser routes anonymous callers are refused before it is read. */
  private ObjectNode body(ApiRequest call, Family family, Schema schema) {
    quotas.requireOn();
    return switch (family) {
      case SUPERUSER -> {
        var _ = call.requireFreshUser();
        yield call.body(schema);
      }
      case ORGANIZATION -> call.body(schema);
    };
  }

  private Caller.User writer(ApiRequest call, Family family) {
    Caller.User caller = call.requireUser();
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
      ApiRequest call, Caller.User caller, Command<QuotaState> command) {
    return writes.submit(call, caller, command);
  }

  private Uni<ObjectNode> find(String name, long quota) {
    return QuotaState.load(pool, name)
        .map(state -> state.quota(quota).map(view::render).orElseThrow(ApiException::notFound));
  }
}
