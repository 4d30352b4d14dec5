package dev.wharfinger.repositories.authorizedemail;

import dev.wharfinger.platform.http.ApiError;
import dev.wharfinger.platform.http.Errors;
import dev.wharfinger.platform.text.Excerpt;
import dev.wharfinger.repositories.repository.RepositoryName;
import jakarta.inject.Singleton;

/** What clients are told of rejected commands on e-mail addresses. Source: repositories 7. */
@Singleton
class AuthorizedEmailErrors implements Errors<AuthorizedEmailRejection> {

  @Override
  public Class<AuthorizedEmailRejection> reasons() {
    return AuthorizedEmailRejection.class;
  }

  @Override
  public ApiError of(AuthorizedEmailRejection reason) {
    return switch (reason) {
      case AuthorizedEmailRejection.NoRepository(RepositoryName repository) ->
          ApiError.message(
              "Invalid repository " + Excerpt.of(repository.namespace() + "/" + repository.name()));
      case AuthorizedEmailRejection.UnknownCode _ -> ApiError.message("Invalid confirmation code.");
    };
  }
}
