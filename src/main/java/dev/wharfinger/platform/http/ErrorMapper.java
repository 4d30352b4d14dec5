package dev.wharfinger.platform.http;

import dev.wharfinger.platform.journal.JournalUnavailable;
import dev.wharfinger.platform.security.Passwords;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns whatever ended a request early into one of the contract's error formats. */
public class ErrorMapper {

  private static final String WRITES_UNAVAILABLE =
      "Changes cannot be stored at the moment. Please try again.";
  private static final String TOO_BUSY = "The service is too busy. Please try again.";
  private static final String DATABASE_UNAVAILABLE =
      "The database cannot be reached at the moment. Please try again.";
  private static final int RETRY_SECONDS = 1;

  /** Postgres cannot be reached. */
  static final ApiError NO_DATABASE = new ApiError.Unavailable(DATABASE_UNAVAILABLE, RETRY_SECONDS);

  private static final ApiError NO_WRITES =
      new ApiError.Unavailable(WRITES_UNAVAILABLE, RETRY_SECONDS);
  private static final ApiError NO_TIME = new ApiError.Unavailable(TOO_BUSY, RETRY_SECONDS);

  private final RequestSettings settings;

  @Inject
  ErrorMapper(RequestSettings settings) {
    this.settings = settings;
  }

  /** What is told of a failure that passes by itself; empty for any other. */
  static Optional<ApiError> passing(Throwable failure) {
    return switch (failure) {
      case JournalUnavailable _ -> Optional.of(NO_WRITES);
      case Passwords.TooBusy _ -> Optional.of(NO_TIME);
      default -> Outage.isBehind(failure) ? Optional.of(NO_DATABASE) : Optional.empty();
    };
  }

  /** A refusal decided by the service. */
  @ServerExceptionMapper
  public Response refused(ApiException refused, RoutingContext context) {
    return answer(refused.refusal(), context).build();
  }

  /** Writes are unavailable, or the outcome is unknown: the same request may be sent again. */
  @ServerExceptionMapper
  public Response unavailable(JournalUnavailable unavailable, RoutingContext context) {
    return answer(NO_WRITES, context).build();
  }

  /** Too many passwords are waiting to be hashed. */
  @ServerExceptionMapper(Passwords.TooBusy.class)
  public Response busy(RoutingContext context) {
    return answer(NO_TIME, context).build();
  }

  /** A wrong method: the answer lists the allowed ones. */
  @ServerExceptionMapper(NotAllowedException.class)
  public Response wrongMethod(RoutingContext context) {
    AllowedMethods allowed = AllowedMethods.of(context.request().path());
    return allowed.ofSuperusers() && !settings.featureSuperUsers()
        ? answer(ApiError.notFound(), context).build()
        : answer(ApiError.METHOD_NOT_ALLOWED, context)
            .header(HttpHeaders.ALLOW, allowed.header())
            .build();
  }

  /** Any other way in which the framework ends a request. */
  @ServerExceptionMapper
  public Response framework(WebApplicationException failure, RoutingContext context) {
    int status = failure.getResponse().getStatus();
    if (status >= 500) {
      return fault(failure, context);
    }
    return status < 400
        ? failure.getResponse()
        : answer(ApiError.ofStatus(status), context).build();
  }

  /** An unavailable database, and every unexpected failure. */
  @ServerExceptionMapper
  public Response fault(Throwable failure, RoutingContext context) {
    if (Outage.isBehind(failure)) {
      return answer(NO_DATABASE, context).build();
    }
    Faults.log(context.request().method().name(), failure);
    return answer(ApiError.FAULT, context).build();
  }

  private static Response.ResponseBuilder answer(ApiError refusal, RoutingContext context) {
    Response.ResponseBuilder response =
        Response.status(refusal.status())
            .type(MediaType.APPLICATION_JSON_TYPE)
            .entity(Json.line(ErrorBody.of(refusal, Origin.of(context.request()))));
    return refusal instanceof ApiError.Unavailable(String _, int seconds)
        ? response.header(HttpHeaders.RETRY_AFTER, seconds)
        : response;
  }
}
