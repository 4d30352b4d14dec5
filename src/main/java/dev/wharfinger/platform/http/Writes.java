package dev.wharfinger.platform.http;

import dev.wharfinger.platform.config.Settings;
import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.journal.Actor;
import dev.wharfinger.platform.journal.Command;
import dev.wharfinger.platform.journal.CommonRejection;
import dev.wharfinger.platform.journal.Decision;
import dev.wharfinger.platform.journal.Ids;
import dev.wharfinger.platform.journal.Outcome;
import dev.wharfinger.platform.journal.RecordTooLong;
import dev.wharfinger.platform.journal.Writer;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.platform.security.Passwords;
import dev.wharfinger.platform.vault.DerivedRandom;
import dev.wharfinger.platform.vault.MasterKey;
import dev.wharfinger.platform.vault.MasterKeys;
import dev.wharfinger.platform.vault.Personal;
import dev.wharfinger.platform.vault.SubjectKeys;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/**
 * Passes requests to the writer and returns its outcome. An {@code Idempotency-Key} makes a
 * repeated request the same command; the key belongs to the caller and their scopes, and with
 * another body it is refused with 422. A repeat is authorized again, and is shown no secret.
 */
@Singleton
public class Writes {

  /** The {@code Idempotency-Key} was already used by another request. */
  static final ApiError KEY_REUSED =
      ApiError.message(422, "The Idempotency-Key was used for another request.");

  private final Writer writer;
  private final MasterKeys masters;
  private final SubjectKeys keys;
  private final Refusals refusals;
  private final RequestIdentity identity;
  private final Set<String> unlogged;

  @Inject
  Writes(
      Writer writer, MasterKeys masters, SubjectKeys keys, Refusals refusals, Settings settings) {
    this.writer = writer;
    this.masters = masters;
    this.keys = keys;
    this.refusals = refusals;
    this.unlogged = settings.disabledForAuditLogs();
    this.identity = new RequestIdentity(masters);
  }

  /** Fixes identity, time and random values of a request. */
  public WriteRequest begin(ApiRequest request) {
    Optional<String> key = request.idempotencyKey();
    MasterKey master = masters.inUse();
    Instant time = request.receivedAt();
    int bytes = request.rawBody().length;
    if (key.isEmpty()) {
      return request(UUID.randomUUID(), Optional.empty(), time, bytes);
    }
    WriteRequest.Twin own = identity.of(request, key.get(), master);
    return new WriteRequest(
        own.commandId(),
        Optional.of(own.fingerprint()),
        time,
        own.draw(),
        masters.other(master).map(other -> identity.of(request, key.get(), other)),
        unlogged,
        Optional.empty(),
        bytes);
  }

  private WriteRequest request(
      UUID commandId, Optional<String> fingerprint, Instant time, int bytes) {
    return new WriteRequest(
        commandId,
        fingerprint,
        time,
        new DerivedRandom(masters.inUse(), commandId, time),
        Optional.empty(),
        unlogged,
        Optional.empty(),
        bytes);
  }

  /**
   * The values drawn for the request that was done, whether this one or the one that it repeats.
   */
  public DerivedRandom drawn(WriteRequest write, Outcome.Done done) {
    return (done.alias() ? write.twin().orElseThrow().draw() : write.draw()).at(done.time());
  }

  /** Whether this request is already done, as far as can be seen without asking the writer. */
  public Uni<Boolean> isDone(WriteRequest write) {
    return write.fingerprint().isEmpty()
        ? Uni.createFrom().item(false)
        : writer
            .isDone(write.commandId(), write.fingerprint().get(), write.time())
            .flatMap(done ->
                done || write.twin().isEmpty()
                    ? Uni.createFrom().item(done)
                    : writer.isDone(
                        write.twin().get().commandId(),
                        write.twin().get().fingerprint(),
                        write.time()));
  }

  /** The same for work that the service does on its own. */
  public WriteRequest begin(Instant time) {
    return request(UUID.randomUUID(), Optional.empty(), time, 0);
  }

  /** The same for a request that is never a repeat, such as those to {@code /oauth}. */
  public WriteRequest beginAnew(ApiRequest request) {
    return begin(request.receivedAt());
  }

  /** The actor for a user whose request is authenticated by another's credential. */
  public static Actor onBehalf(ApiRequest request, AccountId account, String name, UUID key) {
    return new Actor(
        account,
        new Personal.Known(name, key),
        request.clientAddress().map(address -> WriteRequest.personal(address, key)).orElse(null),
        request.userAgent().map(agent -> WriteRequest.personal(agent, key)).orElse(null),
        null,
        null,
        null);
  }

  /** The actor for a signed-in user. */
  public static Actor actor(ApiRequest request, Caller.User user) {
    return new Actor(
        user.account(),
        new Personal.Known(user.name(), user.key()),
        request
            .clientAddress()
            .map(address -> WriteRequest.personal(address, user.key()))
            .orElse(null),
        request.userAgent().map(agent -> WriteRequest.personal(agent, user.key())).orElse(null),
        user.grant().map(Caller.Grant::token).orElse(null),
        user.grant()
            .flatMap(Caller.Grant::application)
            .map(Caller.Application::clientId)
            .orElse(null),
        user.grant().flatMap(Caller.Grant::application).map(Caller.Application::name).orElse(null));
  }

  /**
   * The actor for an anonymous caller; address and user agent are sealed with the subject's key.
   */
  public static Actor anonymous(ApiRequest request, UUID key) {
    return Actor.anonymous(
        request.clientAddress().orElse("unknown"), request.userAgent().orElse(null), key);
  }

  /**
   * Runs work with the key of a new subject. If it fails or is a repeat, the key is returned for
   * the next subject.
   */
  public Uni<Outcome.Done> withNewKey(Function<UUID, Uni<Outcome.Done>> work) {
    return withNewKey(work, done -> done);
  }

  /**
   * The same for work that gives more than its outcome.
   *
   * @param outcome that of what the work gave
   */
  public <T> Uni<T> withNewKey(Function<UUID, Uni<T>> work, Function<T, Outcome.Done> outcome) {
    return keys.draw()
        .flatMap(key ->
            work.apply(key)
                .onFailure(failure ->
                    failure instanceof ApiException || failure instanceof Passwords.TooBusy)
                .invoke(() -> keys.giveBack(key))
                .invoke(given -> {
                  if (outcome.apply(given).repeated()) {
                    keys.giveBack(key);
                  }
                }));
  }

  /** Submits a command of the service itself. */
  public <S> Uni<Outcome.Done> submitOwn(Instant time, Command<S> command) {
    return submit(begin(time), Actor.SERVICE, command);
  }

  /** Has a command of a user decided and stored; fails with the refusal, if it is one. */
  public <S> Uni<Outcome.Done> submit(ApiRequest request, Caller.User caller, Command<S> command) {
    return submit(begin(request), actor(request, caller), command);
  }

  /** Submits a command; a refusal fails with {@link ApiException}. */
  public <S> Uni<Outcome.Done> submit(WriteRequest write, Actor actor, Command<S> command) {
    AccountId account = actor.account();
    Uni<Outcome> submitted =
        account == null
            ? writer.submit(write.by(actor), command)
            : writer.submit(write.by(actor), new RequiresExistingAccount<>(command, account));
    return submitted
        .onFailure(RecordTooLong.class)
        .transform(_ -> new ApiException(ApiError.TOO_LARGE))
        .map(outcome ->
            switch (outcome) {
              case Outcome.Done done when done.repeated() && write.answeredOnce().isPresent() ->
                  throw new ApiException(answeredBefore(write.answeredOnce().get()));
              case Outcome.Done done -> done;
              case Outcome.Mismatched _ -> throw new ApiException(KEY_REUSED);
              case Outcome.Refused refused ->
                  throw new ApiException(refusals.of(refused.rejection()));
            });
  }

  /** The refusal of a repeat whose answer is given only once. */
  private static ApiError answeredBefore(String readAt) {
    return ApiError.message(
        409,
        "The request with this Idempotency-Key is done already. Its answer is given only once;"
            + " read the result with GET "
            + readAt);
  }

  /**
   * A command of an account that must still exist when its turn comes: an account deleted in the
   * meantime is treated as anonymous, and nothing more can be sealed with its key.
   */
  private record RequiresExistingAccount<S>(Command<S> command, AccountId account)
      implements Command<RequiresExistingAccount.State<S>> {

    private static final Decision GONE = Decision.reject(CommonRejection.NOT_SIGNED_IN);

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
              .execute(Tuple.of(account.value()))
              .map(rows -> rows.size() == 1);
      return Uni.combine().all().unis(lives, command.load(connection)).with(State::new);
    }

    @Override
    public Decision decide(State<S> state, Ids ids) {
      Decision decision = command.decide(state.state(), ids);
      return decision instanceof Decision.Accepted && !state.lives() ? GONE : decision;
    }

    @Override
    public Decision decideAgain(State<S> state, Ids ids) {
      return state.lives() ? command.decideAgain(state.state(), ids) : GONE;
    }
  }
}
