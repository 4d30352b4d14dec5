package dev.wharfinger.repositories.export;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.platform.account.EmailAddress;
import dev.wharfinger.platform.config.Settings;
import dev.wharfinger.platform.http.ApiError;
import dev.wharfinger.platform.http.ApiException;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.Replies;
import dev.wharfinger.platform.http.Schema;
import dev.wharfinger.platform.http.TextLengths;
import dev.wharfinger.platform.http.WriteRequest;
import dev.wharfinger.platform.http.Writes;
import dev.wharfinger.platform.journal.Command;
import dev.wharfinger.platform.mail.MailCodes;
import dev.wharfinger.platform.outbound.DestinationCheck;
import dev.wharfinger.platform.outbound.Url;
import dev.wharfinger.platform.outbound.Verdict;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.platform.vault.Personal;
import dev.wharfinger.records.log.LogList;
import dev.wharfinger.repositories.export.LogExportEvent.LogExportRefused;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Accepts requests for exports of usage logs. A faulty request by a caller who may read the log is
 * recorded in the log as well; one by a caller who may not leaves no trace. Source: contract
 * neighbours 9, sessions 3.6.
 */
@Singleton
class ExportReplies {

  private static final Schema BODY =
      Schema.object()
          .property("callback_url", Schema.text(TextLengths.ADDRESS))
          .property("callback_email", Schema.text(TextLengths.EMAIL));

  private static final String EXPORT = "log-export";
  private static final String BAD_SPAN = "Invalid time span selected";
  private static final String BAD_REQUEST = "invalid request";

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

  /** Without FEATURE_LOG_EXPORT the page does not exist. */
  void requireOn() {
    if (!settings.featureLogExport()) {
      throw new ApiException(ApiError.notFound());
    }
  }

  /**
   * Why the export is refused.
   *
   * @param error the same as worded in the log
   */
  record Failure(ApiError refusal, String error) {}

  /** Queues the export of an account's log, or logs the failure and refuses. */
  Uni<Response> export(ApiRequest request, String name) {
    Wanted wanted = wanted(request);
    return ExportState.load(pool, name, request.caller())
        .flatMap(state -> {
          if (!state.permitted()) {
            throw new ApiException(ApiError.denied(request.caller()));
          }
          return export(request, Optional.of(name), wanted, state);
        });
  }

  /** Queues the export of the caller's own log. */
  Uni<Response> exportOwn(ApiRequest request) {
    Wanted wanted = wanted(request);
    Caller.User caller = request.requireUserInScope();
    return export(request, Optional.empty(), wanted, ExportState.own(caller));
  }

  private Uni<Response> export(
      ApiRequest request, Optional<String> name, Wanted wanted, ExportState state) {
    return switch (state) {
      case ExportState.Missing _ ->
          Uni.createFrom().failure(new ApiException(ExportErrors.NO_ACCOUNT));
      case ExportState.Present present ->
          failure(wanted)
              .flatMap(failure ->
                  failure.isPresent()
                      ? refuse(request, present, wanted, failure.get())
                      : queue(request, name, wanted));
    };
  }

  /** What the request asks for, with empty texts as absent. */
  record Wanted(Optional<String> url, Optional<String> email, LogList.Wanted span) {}

  Wanted wanted(ApiRequest request) {
    ObjectNode body = request.body(BODY);
    return new Wanted(
        text(body, "callback_url"), text(body, "callback_email"), list.wanted(request));
  }

  private static Optional<String> text(ObjectNode body, String key) {
    return Optional.of(body.path(key).asText()).filter(text -> !text.isEmpty());
  }

  /** What is wrong with the request of a caller who may read the log. */
  Uni<Optional<Failure>> failure(Wanted wanted) {
    return callback(wanted)
        .map(text ->
            text.map(it -> new Failure(ApiError.invalidRequest(it), BAD_REQUEST))
                .or(() -> span(wanted)));
  }

  private Uni<Optional<String>> callback(Wanted wanted) {
    Optional<String> badEmail =
        wanted
            .email()
            .filter(email -> !EmailAddress.isValid(email))
            .map(_ -> "Invalid callback e-mail");
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
        ? Optional.of(new Failure(ApiError.invalidRequest(BAD_SPAN), BAD_SPAN))
        : Optional.empty();
  }

  private Uni<Response> refuse(
      ApiRequest request, ExportState.Present state, Wanted wanted, Failure failure) {
    Caller.User caller = request.requireUser();
    LogExportRefused event =
        new LogExportRefused(
            state.account(),
            failure.error(),
            personal(wanted.url(), caller.key()),
            personal(wanted.email(), caller.key()));
    // Not under the Idempotency-Key: nothing is done that a repeat could report.
    return writes
        .submit(
            writes.beginAnew(request), Writes.actor(request, caller), new LogExport.Refuse(event))
        .flatMap(_ -> Uni.createFrom().failure(refused(failure)));
  }

  static ApiException refused(Failure failure) {
    return new ApiException(failure.refusal());
  }

  private Uni<Response> queue(ApiRequest request, Optional<String> name, Wanted wanted) {
    Caller.User caller = request.requireUser();
    WriteRequest write = writes.begin(request);
    return queue(request, new LogExport(name, caller, draw(wanted, caller, write)), write);
  }

  /** Fixes the values of an export before the writer's lock is taken. */
  Export draw(Wanted wanted, Caller.User caller, WriteRequest write) {
    UUID code = codes.draw(write.draw(), "log-export-code");
    return new Export(
        write.draw().uuid(EXPORT),
        wanted.span().start(),
        wanted.span().end(),
        code,
        codes.digest(code),
        personal(wanted.url(), caller.key()),
        personal(wanted.email(), caller.key()));
  }

  /** Queues it and answers with its id. */
  Uni<Response> queue(ApiRequest request, Command<?> command, WriteRequest write) {
    Caller.User caller = request.requireUser();
    return writes
        .submit(
            write, Writes.actor(request, caller), new WaitingExports<>(command, caller.account()))
        .map(done -> writes.drawn(write, done).uuid(EXPORT))
        .map(id ->
            Replies.ok(JsonNodeFactory.instance.objectNode().put("export_id", id.toString())));
  }

  static @Nullable Personal personal(Optional<String> text, UUID key) {
    return text.map(it -> new Personal.Known(it, key)).orElse(null);
  }
}
