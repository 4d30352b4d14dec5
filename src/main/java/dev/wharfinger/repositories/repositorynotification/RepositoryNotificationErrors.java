package dev.wharfinger.repositories.repositorynotification;

import dev.wharfinger.platform.http.ApiError;
import dev.wharfinger.platform.http.Errors;
import dev.wharfinger.platform.text.Excerpt;
import dev.wharfinger.repositories.repository.RepositoryName;
import dev.wharfinger.repositories.repositorynotification.RepositoryNotificationEvent.TargetKind;
import dev.wharfinger.repositories.repositorynotification.RepositoryNotificationRejection.BadConfig;
import dev.wharfinger.repositories.repositorynotification.RepositoryNotificationRejection.BadExpression;
import dev.wharfinger.repositories.repositorynotification.RepositoryNotificationRejection.EmptyExpression;
import dev.wharfinger.repositories.repositorynotification.RepositoryNotificationRejection.InAnotherRepository;
import dev.wharfinger.repositories.repositorynotification.RepositoryNotificationRejection.NoNotification;
import dev.wharfinger.repositories.repositorynotification.RepositoryNotificationRejection.UnknownEvent;
import dev.wharfinger.repositories.repositorynotification.RepositoryNotificationRejection.UnknownMethod;
import dev.wharfinger.repositories.repositorynotification.RepositoryNotificationRejection.UnknownTarget;
import dev.wharfinger.repositories.repositorynotification.RepositoryNotificationRejection.UnreadableTemplate;
import jakarta.inject.Singleton;

/**
 * What clients are told of rejected commands on notifications. Source: contract repositories 6.1,
 * 6.2.
 */
@Singleton
class RepositoryNotificationErrors implements Errors<RepositoryNotificationRejection> {

  @Override
  public Class<RepositoryNotificationRejection> reasons() {
    return RepositoryNotificationRejection.class;
  }

  @Override
  public ApiError of(RepositoryNotificationRejection reason) {
    return switch (reason) {
      case UnknownMethod(String method) ->
          ApiError.invalidRequest("Unable to find method: " + Excerpt.of(method));
      case UnknownEvent(String event) ->
          ApiError.invalidRequest("Unable to find event: " + Excerpt.of(event));
      case BadConfig(ConfigFault fault) -> ApiError.invalidRequest(fault.text());
      case NoNotification(RepositoryName repository, String notification) ->
          ApiError.invalidRequest(
              "No repository notification found for: %s, %s, %s"
                  .formatted(
                      Excerpt.of(repository.namespace()),
                      Excerpt.of(repository.name()),
                      Excerpt.of(notification)));
      case InAnotherRepository(String notification) ->
          ApiError.message(
              "No repository notification found with uuid: " + Excerpt.of(notification));
      case UnreadableTemplate(String why) ->
          ApiError.invalidRequest("Could not parse template: " + Excerpt.of(why));
      case EmptyExpression _ -> ApiError.invalidRequest("Empty expression found");
      case BadExpression(String expression, String why) ->
          ApiError.invalidRequest(
              "For expression `%s`: %s".formatted(Excerpt.of(expression), Excerpt.of(why)));
      case UnknownTarget(TargetKind kind, String name) ->
          ApiError.invalidRequest("Unknown %s %s".formatted(word(kind), Excerpt.of(name)));
    };
  }

  private static String word(TargetKind kind) {
    return switch (kind) {
      case USER -> "user";
      case ORG -> "organization";
      case TEAM -> "team";
    };
  }
}
