package dev.wharfinger.quota;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.http.Call;
import dev.wharfinger.http.Refusal;
import dev.wharfinger.http.RefusedException;
import dev.wharfinger.http.Schema;
import dev.wharfinger.http.SuperuserCall;
import dev.wharfinger.http.Writes;
import dev.wharfinger.journal.Command;
import dev.wharfinger.journal.Outcome;
import dev.wharfinger.quota.QuotaEvent.Family;
import dev.wharfinger.security.Caller;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/**
 * From the quota routes to the commands: the same work under several paths, with the checks of each
 * in their order. Source: contract superuser 4, neighbours 3.
 */
@Singleton
public class QuotaWrites {

  private final Writes writes;
  private final Pool pool;
  private final SuperuserCall superusers;
  private final QuotaSwitch quotas;
  private final QuotaView view;

  @Inject
  QuotaWrites(
      Writes writes, Pool pool, SuperuserCall superusers, QuotaSwitch quotas, QuotaView view) {
    this.writes = writes;
    this.pool = pool;
    this.superusers = superusers;
    this.quotas = quotas;
    this.view = view;
  }

  Uni<Outcome.Done> create(Call call, Family family, String name) {
    ObjectNode body = body(call, family, QuotaSize.NEW);
    Caller.User caller = writer(call, family);
    return submit(call, caller, new QuotaCommand.Create(name, family, QuotaSize.of(body)));
  }

  Uni<ObjectNode> change(Call call, Family family, String name, String quota) {
    ObjectNode body = body(call, family, QuotaSize.CHANGED);
    Caller.User caller = writer(call, family);
    long id = QuotaSwitch.id(quota);
    return submit(call, caller, new QuotaCommand.Change(name, family, id, QuotaSize.of(body)))
        .flatMap(_ -> find(name, id));
  }

  Uni<Outcome.Done> delete(Call call, Family family, String name, String quota) {
    quotas.requireOn();
    Caller.User caller = writer(call, family);
    return submit(call, caller, new QuotaCommand.Delete(name, family, QuotaSwitch.id(quota)));
  }

  Uni<Outcome.Done> createLimit(Call call, String name, String quota) {
    ObjectNode body = body(call, Family.ORGANIZATION, QuotaLimitCommand.NEW);
    Caller.User caller = writer(call, Family.ORGANIZATION);
    return submit(
        call,
        caller,
        new QuotaLimitCommand.Create(
            name, QuotaSwitch.id(quota), QuotaLimitCommand.Wanted.of(body)));
  }

  Uni<ObjectNode> changeLimit(Call call, String name, String quota, String limit) {
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

  Uni<Outcome.Done> deleteLimit(Call call, String name, String quota, String limit) {
    quotas.requireOn();
    Caller.User caller = writer(call, Family.ORGANIZATION);
    return submit(
        call,
        caller,
        new QuotaLimitCommand.Delete(name, QuotaSwitch.id(quota), QuotaSwitch.id(limit)));
  }

  /** The body; on the superuser routes anonymous callers are turned away before it is read. */
  private ObjectNode body(Call call, Family family, Schema schema) {
    quotas.requireOn();
    return switch (family) {
      case SUPERUSER -> {
        var _ = call.requireFreshUser();
        yield call.body(schema);
      }
      case ORGANIZATION -> call.body(schema);
    };
  }

  private Caller.User writer(Call call, Family family) {
    Caller.User caller = call.requireUser();
    switch (family) {
      case SUPERUSER -> superusers.mayWrite(caller);
      case ORGANIZATION -> {
        if (!caller.fullAccess()) {
          throw new RefusedException(Refusal.denied(caller));
        }
      }
    }
    return caller;
  }

  private Uni<Outcome.Done> submit(Call call, Caller.User caller, Command<QuotaState> command) {
    return writes.submit(call, caller, command);
  }

  private Uni<ObjectNode> find(String name, long quota) {
    return QuotaState.load(pool, name)
        .map(state -> state.quota(quota).map(view::render).orElseThrow(RefusedException::notFound));
  }
}
