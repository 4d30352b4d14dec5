package dev.wharfinger.export;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.config.Settings;
import dev.wharfinger.export.LogExportEvent.LogExportRefused;
import dev.wharfinger.http.Call;
import dev.wharfinger.http.Refusal;
import dev.wharfinger.http.RefusedException;
import dev.wharfinger.http.Replies;
import dev.wharfinger.http.Schema;
import dev.wharfinger.http.TextLengths;
import dev.wharfinger.http.WriteRequest;
import dev.wharfinger.http.Writes;
import dev.wharfinger.journal.Actor;
import dev.wharfinger.journal.Command;
import dev.wharfinger.log.LogList;
import dev.wharfinger.mail.MailCodes;
import dev.wharfinger.outbound.DestinationCheck;
import dev.wharfinger.outbound.Url;
import dev.wharfinger.outbound.Verdict;
import dev.wharfinger.security.Caller;
import dev.wharfinger.security.Scope;
import dev.wharfinger.vault.Personal;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Takes requests for exports of usage logs; those that are refused are logged as well. Source:
 * contract neighbours 9, sessions 3.6.
 */
@Singleton
class ExportReplies {

  private static final Schema BODY =
      Schema.object()
          .property("callback_url", Schema.text(TextLengths.ADDRESS))
          .property("callback_email", Schema.text(TextLengths.EMAIL));

  private static final String BAD_SPAN = "Invalid time span selected";
  private static final String BAD_REQUEST = "invalid request";
  private static final String UNAUTHORIZED = "unauthorized";

  private final Pool pool;
  private final Writes writes;
  private final LogList list;
  private final DestinationCheck destinations;
  private final MailCodes codes;
  private final Settings settings;

  @Inject
  ExportReplies(
      Pool pool,
      Writes writes,
      LogList list,
      DestinationCheck destinations,
      MailCodes codes,
      Settings settings) {
    this.pool = pool;
    this.writes = writes;
    this.list = list;
    this.destinations = destinations;
    this.codes = codes;
    this.settings = settings;
  }

  /** Without FEATURE_LOG_EXPORT there is no such page. */
  void requireOn() {
    if (!settings.featureLogExport()) {
      throw new RefusedException(Refusal.notFound());
    }
  }

  /**
   * Why there is no export.
   *
   * @param error the same in the words of the log
   */
  record Failure(Refusal refusal, String error) {}

  /** Queues the export of an account's log, or logs why not and refuses. */
  Uni<Response> export(Call call, String name) {
    Wanted wanted = wanted(call);
    WriteRequest request = writes.begin(call);
    return ExportState.load(pool, name, call.caller())
        .flatMap(state -> export(call, Optional.of(name), wanted, state, request));
  }

  /** Queues the export of the caller's own log. */
  Uni<Response> exportOwn(Call call) {
    Wanted wanted = wanted(call);
    Caller.User caller = call.requireUser();
    if (!caller.may(Scope.USER_ADMIN)) {
      throw new RefusedException(Refusal.denied(caller));
    }
    return export(call, Optional.empty(), wanted, ExportState.own(caller), writes.begin(call));
  }

  private Uni<Response> export(
      Call call, Optional<String> name, Wanted wanted, ExportState state, WriteRequest request) {
    return failure(state, call.caller(), wanted)
        .flatMap(failure ->
            failure.isPresent()
                ? refuse(call, state, wanted, failure.get(), request)
                : queue(call, name, wanted, request));
  }

  /** What the request asks for, with empty texts as none at all. */
  record Wanted(Optional<String> url, Optional<String> email, LogList.Wanted span) {}

  Wanted wanted(Call call) {
    ObjectNode body = call.body(BODY);
    return new Wanted(text(body, "callback_url"), text(body, "callback_email"), list.wanted(call));
  }

  private static Optional<String> text(ObjectNode body, String key) {
    return Optional.of(body.path(key).asText()).filter(text -> !text.isEmpty());
  }

  private Uni<Optional<Failure>> failure(ExportState state, Caller caller, Wanted wanted) {
    if (!state.permitted()) {
      return some(new Failure(Refusal.denied(caller), UNAUTHORIZED));
    }
    return switch (state) {
      case ExportState.Missing _ -> some(new Failure(LogExport.NO_ACCOUNT, BAD_REQUEST));
      case ExportState.Present _ -> failure(wanted);
    };
  }

  /** What is wrong with the wishes of one who may have the log. */
  Uni<Optional<Failure>> failure(Wanted wanted) {
    return callback(wanted)
        .map(text ->
            text.map(it -> new Failure(Refusal.invalidRequest(it), BAD_REQUEST))
                .or(() -> span(wanted)));
  }

  private Uni<Optional<String>> callback(Wanted wanted) {
    Optional<String> badEmail =
        wanted.email().filter(email -> !email.contains("@")).map(_ -> "Invalid callback e-mail");
    if (wanted.url().isEmpty()) {
      return Uni.createFrom().item(badEmail);
    }
    return destinations
        .check(Url.parse(wanted.url().get()))
        .map(verdict ->
            switch (verdict) {
              case Verdict.Allowed _ -> badEmail;
              case Verdict.Refused(Verdict.Reason reason, String text) ->
                  Optional.of(reason == Verdict.Reason.BLOCKED ? "Invalid callback URL" : text);
            });
  }

  private static Optional<Failure> span(Wanted wanted) {
    return wanted.span().end().isBefore(wanted.span().start())
        ? Optional.of(new Failure(Refusal.invalidRequest(BAD_SPAN), BAD_SPAN))
        : Optional.empty();
  }

  private static Uni<Optional<Failure>> some(Failure failure) {
    return Uni.createFrom().item(Optional.of(failure));
  }

  private Uni<Response> refuse(
      Call call, ExportState state, Wanted wanted, Failure failure, WriteRequest request) {
    return switch (state) {
      case ExportState.Missing _ -> Uni.createFrom().failure(refused(failure));
      case ExportState.Present present -> {
        UUID key = keyOf(call.caller(), present);
        LogExportRefused event =
            new LogExportRefused(
                present.account(),
                failure.error(),
                personal(wanted.url(), key),
                personal(wanted.email(), key));
        yield writes
            .submit(request, actor(call, key), new LogExport.Refuse(event))
            .flatMap(_ -> Uni.createFrom().failure(refused(failure)));
      }
    };
  }

  static RefusedException refused(Failure failure) {
    return new RefusedException(failure.refusal());
  }

  private Uni<Response> queue(
      Call call, Optional<String> name, Wanted wanted, WriteRequest request) {
    Caller.User caller = call.requireUser();
    Export export = draw(wanted, caller, request);
    return queue(call, export, new LogExport(name, caller, export), request);
  }

  /** Fixes what an export is, before the writer's lock. */
  Export draw(Wanted wanted, Caller.User caller, WriteRequest request) {
    UUID code = request.draw().uuid("log-export-code");
    return new Export(
        request.draw().uuid("log-export"),
        wanted.span().start(),
        wanted.span().end(),
        code,
        codes.digest(code),
        personal(wanted.url(), caller.key()),
        personal(wanted.email(), caller.key()));
  }

  /** Queues it and answers with its name. */
  Uni<Response> queue(Call call, Export export, Command<?> command, WriteRequest request) {
    return writes
        .submit(request, Writes.actor(call, call.requireUser()), command)
        .map(_ ->
            Replies.ok(
                JsonNodeFactory.instance.objectNode().put("export_id", export.id().toString())));
  }

  private static UUID keyOf(Caller caller, ExportState.Present state) {
    return switch (caller) {
      case Caller.User user -> user.key();
      case Caller.Anonymous _ -> state.key();
    };
  }

  private static Actor actor(Call call, UUID key) {
    return switch (call.caller()) {
      case Caller.User user -> Writes.actor(call, user);
      case Caller.Anonymous _ -> Writes.anonymous(call, key);
    };
  }

  static @Nullable Personal personal(Optional<String> text, UUID key) {
    return text.map(it -> new Personal.Known(it, key)).orElse(null);
  }
}
