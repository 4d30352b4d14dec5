package dev.wharfinger.accounts.organization;

import dev.wharfinger.platform.account.EmailAddress;
import dev.wharfinger.platform.config.Settings;
import dev.wharfinger.platform.http.ApiException;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.WriteRequest;
import dev.wharfinger.platform.http.Writes;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.platform.security.ReservedNames;
import dev.wharfinger.platform.security.RestrictedUsers;
import dev.wharfinger.platform.security.Scope;
import dev.wharfinger.platform.sql.OneRow;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/**
 * Creates the organization that a client is about to push to, if {@code CREATE_NAMESPACE_ON_PUSH}
 * is on; its creator owns it, and there is no usage log of it. Source: contract metrics-and-config
 * 2.1.
 */
@Singleton
public class PushedOrganization {

  private final Pool pool;
  private final Writes writes;
  private final Settings settings;

  @Inject
  PushedOrganization(Pool pool, Writes writes, Settings settings) {
    this.pool = pool;
    this.writes = writes;
    this.settings = settings;
  }

  /** Whether pushing somewhere creates an organization of this caller, which no robot has. */
  public boolean mayBeCreatedBy(Caller.User pusher) {
    return settings.createNamespaceOnPush()
        && pusher.may(Scope.USER_ADMIN)
        && !RestrictedUsers.includes(pusher, settings)
        && (pusher.superuser() || !settings.featureSuperusersOrgCreationOnly());
  }

  /** Creates it; fails with an {@link ApiException} if there can be none of this name. */
  public Uni<Void> create(String name, ApiRequest request, Caller.User pusher) {
    if (ReservedNames.of(settings).isReserved(name) && !pusher.superuser()) {
      return Uni.createFrom().failure(new ApiException(OrganizationErrors.NAME_TAKEN));
    }
    WriteRequest write = writes.beginAnew(request).unlogged(name);
    return pool.preparedQuery("SELECT email FROM namespace WHERE id = $1")
        .execute(Tuple.of(pusher.account().value()))
        .map(rows -> address(OneRow.of(rows).getString(0), name))
        .flatMap(email ->
            writes.withNewKey(key ->
                writes.submit(
                    write,
                    Writes.actor(request, pusher),
                    new CreateOrganization.Create(
                        name,
                        email,
                        write.draw().uuid("email"),
                        key,
                        pusher.account(),
                        settings.defaultTagExpiration().seconds(),
                        settings.featureOrgSharedEmail(),
                        true))))
        .replaceWithVoid();
  }

  /** {@code jane+acme@example.com} for the {@code acme} of {@code jane@example.com}. */
  static @Nullable String address(String email, String name) {
    String own = email.replace("@", "+" + name + "@");
    return EmailAddress.isValid(own) ? own : null;
  }
}
