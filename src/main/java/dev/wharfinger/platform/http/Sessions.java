package dev.wharfinger.platform.http;

import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.security.Session;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/** Starts and ends browser sessions. Source: contract sessions 1.1, 1.3. */
@Singleton
public class Sessions {

  private static final int CSRF_BYTES = 48;

  private final SecureRandom random = new SecureRandom();
  private final Pool pool;

  @Inject
  Sessions(Pool pool) {
    this.pool = pool;
  }

  /**
   * Signs a user in: the answer has a new cookie and the new CSRF token; the previous token becomes
   * invalid.
   *
   * @param epoch the user's session epoch, see {@link Session.Login}
   */
  public void begin(ApiRequest request, AccountId account, UUID key, long epoch) {
    Session.Login login = new Session.Login(account, key, epoch, request.receivedAt());
    request.visit().announce(new Session(token(), Optional.of(login), request.receivedAt()));
  }

  /** Signs in the user who was just given this name, as currently stored. */
  public Uni<Void> begin(ApiRequest request, String username) {
    return pool.preparedQuery(
            "SELECT id, subject_key, session_epoch FROM namespace"
                + " WHERE name = $1 AND kind = 'user'")
        .execute(Tuple.of(username))
        .invoke(rows ->
            rows.forEach(row ->
                begin(
                    request,
                    new AccountId(row.getLong("id")),
                    row.getUUID("subject_key"),
                    row.getLong("session_epoch"))))
        .replaceWithVoid();
  }

  /** The CSRF token of the browser's session, which is started if there is none. */
  public String csrfToken(ApiRequest request) {
    return request
        .visit()
        .session()
        .orElseGet(() -> {
          Session session = new Session(token(), Optional.empty(), request.receivedAt());
          request.visit().give(session);
          return session;
        })
        .csrfToken();
  }

  /** Makes the session anonymous; its token stays. */
  public void end(ApiRequest request) {
    request.visit().session().ifPresent(session -> request.visit().give(session.signedOut()));
  }

  private String token() {
    byte[] bytes = new byte[CSRF_BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
