package dev.wharfinger.repositories.repository;

import dev.wharfinger.platform.http.ApiError;
import dev.wharfinger.platform.http.Errors;
import jakarta.inject.Singleton;

/** What clients are told of rejected commands on repositories. Source: contract neighbours 6. */
@Singleton
class RepositoryErrors implements Errors<RepositoryRejection> {

  @Override
  public Class<RepositoryRejection> reasons() {
    return RepositoryRejection.class;
  }

  @Override
  public ApiError of(RepositoryRejection reason) {
    return switch (reason) {
      case ALREADY_EXISTS -> ApiError.invalidRequest("Repository already exists");
      case INVALID_NAME -> ApiError.invalidRequest("Invalid repository name");
    };
  }
}
