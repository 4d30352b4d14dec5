package dev.wharfinger.http;

import dev.wharfinger.config.Settings;
import dev.wharfinger.journal.Actor;
import dev.wharfinger.journal.Command;
import dev.wharfinger.journal.Decision;
import dev.wharfinger.journal.Ids;
import dev.wharfinger.journal.Outcome;
import dev.wharfinger.journal.Writer;
import dev.wharfinger.security.Caller;
import dev.wharfinger.vault.Draw;
import dev.wharfinger.vault.MasterKey;
import dev.wharfinger.vault.Personal;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * From a request to the writer and back. An {@code Idempotency-Key} makes a repeated request the
 * same command; the key is the caller's own, and with another body it is refused with 422.
 */
@Singleton
public class Writes {

  /** Another request came under the same {@code Idempotency-Key}. */
  static final Refusal KEY_REUSED =
      Refusal.message(422, "The Idempotency-Key was used for another request.");

  private final Writer writer;
  private final MasterKey master;
  private final SecretKeySpec digestKey;
  private final Set<String> unlogged;

  @Inject
  Writes(Writer writer, MasterKey master, Settings settings) {
    this.writer = writer;
    this.master = master;
    this.unlogged = settings.disabledForAuditLogs();
    this.digestKey = new SecretKeySpec(master.derive("idempotency"), "HmacSHA256");
  }

  /** Fixes identity, time and random values of a request. */
  public WriteRequest begin(Call call) {
    Optional<String> key = call.idempotencyKey();
    String owner =
        switch (call.caller()) {
          case Caller.User user -> "user " + user.account();
          case Caller.Anonymous _ -> "anonymous";
        };
    UUID commandId = key.map(named -> id(digest("key", owner, named))).orElseGet(UUID::randomUUID);
    Optional<String> fingerprint =
        key.map(_ ->
            HexFormat.of()
                .formatHex(
                    digest(
                        "request",
                        call.method(),
                        call.target(),
                        new String(call.rawBody(), StandardCharsets.ISO_8859_1))));
    return new WriteRequest(
        commandId,
        fingerprint,
        call.receivedAt(),
        new Draw(master, commandId),
        unlogged,
        call.rawBody().length);
  }

  /** The same for work that the service does by itself. */
  public WriteRequest begin(Instant time) {
    UUID commandId = UUID.randomUUID();
    return new WriteRequest(
        commandId, Optional.empty(), time, new Draw(master, commandId), unlogged, 0);
  }

  /** The same of a request that is another wish each time, as those to {@code /oauth} are. */
  public WriteRequest beginAnew(Call call) {
    return begin(call.receivedAt());
  }

  /** Who a user is to the journal for whom somebody else brings the credential. */
  public static Actor onBehalf(Call call, long account, String name, UUID key) {
    return new Actor(
        account,
        new Personal.Known(name, key),
        call.clientAddress().map(address -> WriteRequest.personal(address, key)).orElse(null),
        call.userAgent().map(agent -> WriteRequest.personal(agent, key)).orElse(null),
        null,
        null,
        null);
  }

  /** Who a signed-in user is to the journal. */
  public static Actor actor(Call call, Caller.User user) {
    return new Actor(
        user.account(),
        new Personal.Known(user.name(), user.key()),
        call.clientAddress()
            .map(address -> WriteRequest.personal(address, user.key()))
            .orElse(null),
        call.userAgent().map(agent -> WriteRequest.personal(agent, user.key())).orElse(null),
        user.grant().map(Caller.Grant::token).orElse(null),
        user.grant()
            .flatMap(Caller.Grant::application)
            .map(Caller.Application::clientId)
            .orElse(null),
        user.grant().flatMap(Caller.Grant::application).map(Caller.Application::name).orElse(null));
  }

  /** Who nobody is to the journal; address and agent are sealed with the key of the subject. */
  public static Actor anonymous(Call call, UUID key) {
    return Actor.anonymous(
        call.clientAddress().orElse("unknown"), call.userAgent().orElse(null), key);
  }

  /** Has a command carried out that nobody asked for but the service itself. */
  public <S> Uni<Outcome.Done> submitOwn(Instant time, Command<S> command) {
    return submit(begin(time), Actor.SERVICE, command);
  }

  /** Has a command carried out; a refusal comes as {@link RefusedException}. */
  public <S> Uni<Outcome.Done> submit(WriteRequest request, Actor actor, Command<S> command) {
    Long account = actor.account();
    Uni<Outcome> submitted =
        account == null
            ? writer.submit(request.by(actor), command)
            : writer.submit(request.by(actor), new ByLiving<>(command, account));
    return submitted.map(outcome ->
        switch (outcome) {
          case Outcome.Done done -> done;
          case Outcome.Mismatched _ -> throw new RefusedException(KEY_REUSED);
          case Outcome.Refused refused -> throw refused((Refusal) refused.rejection());
        });
  }

  /**
   * A command of an account that must still be there when its turn comes: who was deleted meanwhile
   * is nobody, and nothing more can be sealed with his key.
   */
  private record ByLiving<S>(Command<S> command, long account)
      implements Command<ByLiving.State<S>> {

    private record State<S>(boolean lives, S state) {}

    @Override
    public Set<String> touches() {
      return command.touches();
    }

    @Override
    public Uni<State<S>> load(SqlConnection connection) {
      Uni<Boolean> lives =
          connection
              .preparedQuery("SELECT FROM namespace WHERE id = $1")
              .execute(Tuple.of(account))
              .map(rows -> rows.size() == 1);
      return Uni.combine().all().unis(lives, command.load(connection)).with(State::new);
    }

    @Override
    public Decision decide(State<S> state, Ids ids) {
      Decision decision = command.decide(state.state(), ids);
      return decision instanceof Decision.Accepted && !state.lives()
          ? Decision.reject(Refusal.denied(Caller.ANONYMOUS))
          : decision;
    }
  }

  private static RefusedException refused(Refusal refusal) {
    return new RefusedException(refusal);
  }

  private byte[] digest(String... parts) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(digestKey);
      for (String part : parts) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        mac.update(ByteBuffer.allocate(4).putInt(bytes.length).array());
        mac.update(bytes);
      }
      return mac.doFinal();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HmacSHA256 is part of every Java runtime", e);
    }
  }

  private static UUID id(byte[] digest) {
    ByteBuffer bytes = ByteBuffer.wrap(digest);
    return new UUID(bytes.getLong(), bytes.getLong());
  }
}
