package dev.wharfinger.repositories.mirror;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.platform.config.Settings;
import dev.wharfinger.platform.http.ApiError;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.CheckedBody;
import dev.wharfinger.platform.http.Schema;
import dev.wharfinger.platform.http.TextLengths;
import dev.wharfinger.platform.http.WriteRequest;
import dev.wharfinger.platform.http.Writes;
import dev.wharfinger.platform.journal.Outcome;
import dev.wharfinger.platform.outbound.DestinationCheck;
import dev.wharfinger.platform.outbound.Verdict;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.platform.vault.UpstreamSeal;
import dev.wharfinger.repositories.mirror.MirrorRejection.Simple;
import dev.wharfinger.repositories.mirror.MirrorRejection.Unresolvable;
import dev.wharfinger.repositories.repository.RepositoryAccess;
import dev.wharfinger.repositories.repository.RepositoryEvent.Role;
import dev.wharfinger.repositories.repository.RepositoryName;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Turns requests into commands. Source: contract repositories 9.1. */
@Singleton
class MirrorWrites {

  /** What a command and its log know of a password. */
  static final String HIDDEN = "********";

  private final Writes writes;
  private final Pool pool;
  private final DestinationCheck destinations;
  private final UpstreamSeal seal;
  private final MirrorView view;
  private final Settings settings;

  @Inject
  MirrorWrites(
      Writes writes,
      Pool pool,
      DestinationCheck destinations,
      UpstreamSeal seal,
      MirrorView view,
      Settings settings) {
    this.writes = writes;
    this.pool = pool;
    this.destinations = destinations;
    this.seal = seal;
    this.view = view;
    this.settings = settings;
  }

  /** Makes a repository a mirror. */
  Uni<Outcome.Done> create(ApiRequest request, RepositoryName repository) {
    return submit(
        request,
        repository,
        WantedMirror.BODY,
        (caller, change) -> new MirrorCommand.Create(repository, caller, change));
  }

  /** Sets parts of the configuration. */
  Uni<Outcome.Done> change(ApiRequest request, RepositoryName repository) {
    return submit(
        request,
        repository,
        WantedMirror.CHANGES,
        (caller, change) -> new MirrorCommand.Change(repository, caller, change));
  }

  /** Asks for a synchronization, or cancels it. */
  Uni<Outcome.Done> steer(ApiRequest request, Function<Caller.User, MirrorCommand> command) {
    view.requireOn();
    Caller.User caller = request.requireUser();
    return writes.submit(request, caller, command.apply(caller));
  }

  private interface Commanded {
    MirrorCommand by(Caller.User caller, MirrorChange change);
  }

  private Uni<Outcome.Done> submit(
      ApiRequest request, RepositoryName repository, Schema schema, Commanded command) {
    view.requireOn();
    CheckedBody sent = request.checkedBody(schema);
    Caller.User caller = request.requireUser();
    WriteRequest write = writes.begin(request);
    UUID sealedFor = write.draw().uuid("mirror");
    Optional<String> password =
        sent.fault().isPresent()
            ? Optional.empty()
            : Optional.ofNullable(sent.json().path(WantedMirror.PASSWORD).textValue());
    CheckedBody body = withoutPassword(sent);
    return address(repository, caller, body)
        .flatMap(refused ->
            writes.submit(
                write,
                Writes.actor(request, caller),
                command.by(
                    caller,
                    new MirrorChange(
                        body,
                        password.map(plain -> seal.seal(sealedFor, plain)).orElse(null),
                        sealedFor,
                        refused,
                        settings.featureSparseIndex()))));
  }

  /** Checked here, because an error of the schema would quote it. */
  private static CheckedBody withoutPassword(CheckedBody sent) {
    if (sent.fault().isPresent() || !sent.json().hasNonNull(WantedMirror.PASSWORD)) {
      return sent;
    }
    JsonNode password = sent.json().get(WantedMirror.PASSWORD);
    if (!password.isTextual()) {
      return new CheckedBody.Faulty(
          ApiError.invalidRequest(WantedMirror.PASSWORD + " must be a string or null"));
    }
    String text = password.textValue();
    if (text.codePointCount(0, text.length()) > TextLengths.SECRET) {
      return new CheckedBody.Faulty(
          ApiError.invalidRequest(
              ApiError.tooLong(WantedMirror.PASSWORD, TextLengths.SECRET, "characters")));
    }
    ObjectNode hidden = sent.json().deepCopy();
    return new CheckedBody.Fits(hidden.put(WantedMirror.PASSWORD, HIDDEN));
  }

  /** Only callers who may configure a mirror can make the service resolve names. */
  private Uni<Optional<MirrorRejection>> address(
      RepositoryName repository, Caller.User caller, CheckedBody body) {
    Optional<String> reference =
        body.fault().isPresent()
            ? Optional.empty()
            : new WantedMirror(body.json())
                .reference()
                .filter(text -> MirrorReference.fault(text).isEmpty());
    return reference
        .map(text ->
            RepositoryAccess.load(pool, repository, caller)
                .flatMap(access ->
                    access.allows(Role.ADMIN, caller)
                        ? destinations
                            .check(MirrorReference.of(text).base("https"))
                            .map(verdict -> refusal(verdict, MirrorReference.of(text)))
                        : Uni.createFrom().item(Optional.<MirrorRejection>empty())))
        .orElseGet(() -> Uni.createFrom().item(Optional.empty()));
  }

  private static Optional<MirrorRejection> refusal(Verdict verdict, MirrorReference reference) {
    return switch (verdict) {
      case Verdict.Allowed _ -> Optional.empty();
      case Verdict.Refused(Verdict.Reason reason, String _) ->
          switch (reason) {
            case UNRESOLVABLE -> Optional.of(new Unresolvable(reference.base("https").host()));
            case BLOCKED, SYNTAX -> Optional.of(Simple.BLOCKED);
          };
    };
  }
}
