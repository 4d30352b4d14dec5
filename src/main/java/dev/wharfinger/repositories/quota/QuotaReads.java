package dev.wharfinger.repositories.quota;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.platform.http.ApiError;
import dev.wharfinger.platform.http.ApiException;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.SuperuserRequest;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.platform.security.Scope;
import dev.wharfinger.repositories.quota.QuotaState.Account;
import dev.wharfinger.repositories.quota.QuotaState.Limit;
import dev.wharfinger.repositories.quota.QuotaState.Quota;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.Supplier;

/**
 * Answers the read routes of quotas, after checking permissions. Source: contract superuser 4.1,
 * neighbours 3.
 */
@Singleton
public class QuotaReads {

  private final Pool pool;
  private final SuperuserRequest superusers;
  private final QuotaSwitch quotas;
  private final QuotaView view;

  @Inject
  QuotaReads(Pool pool, SuperuserRequest superusers, QuotaSwitch quotas, QuotaView view) {
    this.pool = pool;
    this.superusers = superusers;
    this.quotas = quotas;
    this.view = view;
  }

  /** The quota of any account, for superusers; the installation's default is not shown instead. */
  Uni<ArrayNode> ofAny(ApiRequest request, String name) {
    quotas.requireOn();
    superusers.mayRead(request.requireFreshUser());
    return account(name).map(account -> array(shown(account)));
  }

  /** An organization's quota, otherwise the installation's default. */
  Uni<ArrayNode> ofOrganization(ApiRequest request, String name) {
    return reader(request, name)
        .flatMap(_ -> account(name))
        .map(account -> {
          if (!account.organization()) {
            throw notFound();
          }
          return array(
              account.quota().isPresent() ? shown(account) : view.ofSystem().stream().toList());
        });
  }

  /** One quota of an organization or a user. */
  Uni<ObjectNode> quota(ApiRequest request, String name, String quota) {
    return find(request, name, quota).map(view::render);
  }

  /** Its limits. */
  Uni<ArrayNode> limits(ApiRequest request, String name, String quota) {
    return find(request, name, quota).map(QuotaReads::limits);
  }

  /** One of its limits. */
  Uni<ObjectNode> limit(ApiRequest request, String name, String quota, String limit) {
    return find(request, name, quota).map(found -> QuotaView.render(limit(found, limit)));
  }

  /** The caller's own quota. */
  Uni<ArrayNode> ofCaller(ApiRequest request) {
    return own(request).map(account -> array(shown(account)));
  }

  /** The caller's own quota, by its id. */
  Uni<ObjectNode> ofCaller(ApiRequest request, String quota) {
    return own(request).map(account -> view.render(one(account, quota)));
  }

  /** The limits of the caller's own quota. */
  Uni<ArrayNode> limitsOfCaller(ApiRequest request, String quota) {
    return own(request).map(account -> limits(one(account, quota)));
  }

  /** The caller's own quota again, if it has that limit: Quay does not show the limit here. */
  Uni<ObjectNode> ofCallerWithLimit(ApiRequest request, String quota, String limit) {
    return own(request)
        .map(account -> one(account, quota))
        .invoke(found -> {
          var _ = limit(found, limit);
        })
        .map(view::render);
  }

  private Uni<Quota> find(ApiRequest request, String name, String quota) {
    return reader(request, name).flatMap(_ -> account(name)).map(account -> one(account, quota));
  }

  private Uni<Account> own(ApiRequest request) {
    quotas.requireOn();
    Caller.User caller = request.requireUserInScope();
    return account(caller.name());
  }

  /** Members of the account may read it, and callers who may read everything. */
  private Uni<Void> reader(ApiRequest request, String name) {
    quotas.requireOn();
    Caller.User caller = request.requireUser();
    if (caller.fullAccess() || caller.readOnlySuperuser()) {
      return Uni.createFrom().voidItem();
    }
    Supplier<ApiException> denied = () -> new ApiException(ApiError.denied(caller));
    if (!caller.may(Scope.ORG_ADMIN) && !caller.may(Scope.REPO_CREATE)) {
      throw denied.get();
    }
    return pool.preparedQuery(
            """
            SELECT FROM namespace n WHERE n.name = $1 AND (n.id = $2 OR EXISTS (
              SELECT FROM team t JOIN team_member m ON m.team = t.id AND m.account = $2
              WHERE t.organization = n.id))
            """)
        .execute(Tuple.of(name, caller.account().value()))
        .invoke(rows -> {
          if (rows.size() == 0) {
            throw denied.get();
          }
        })
        .replaceWithVoid();
  }

  private Uni<Account> account(String name) {
    return QuotaState.load(pool, name)
        .map(state ->
            switch (state) {
              case QuotaState.Missing _ -> throw notFound();
              case Account account -> account;
            });
  }

  private static Quota one(Account account, String quota) {
    return account.quota(QuotaSwitch.id(quota)).orElseThrow(QuotaReads::notFound);
  }

  private static Limit limit(Quota quota, String limit) {
    return quota.limit(QuotaSwitch.id(limit)).orElseThrow(QuotaReads::notFound);
  }

  private List<ObjectNode> shown(Account account) {
    return account.quota().map(view::render).stream().toList();
  }

  private static ArrayNode limits(Quota quota) {
    return array(quota.limits().stream().map(QuotaView::render).toList());
  }

  private static ArrayNode array(List<ObjectNode> elements) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    elements.forEach(array::add);
    return array;
  }

  private static ApiException notFound() {
    return new ApiException(ApiError.notFound());
  }
}
