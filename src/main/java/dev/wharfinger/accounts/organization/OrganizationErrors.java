package dev.wharfinger.accounts.organization;

import dev.wharfinger.platform.http.ApiError;
import dev.wharfinger.platform.http.Errors;
import dev.wharfinger.platform.http.ProblemType;
import dev.wharfinger.platform.outbound.Captcha;
import dev.wharfinger.platform.text.Excerpt;
import jakarta.inject.Singleton;
import java.util.Map;

/** What clients are told of rejected commands on organizations. Source: organization 2. */
@Singleton
class OrganizationErrors implements Errors<OrganizationRejection> {

  /** The name cannot be given to a new organization; the same before and in the decision. */
  static final ApiError NAME_TAKEN =
      ApiError.invalidRequest("A user or organization with this name already exists");

  /** Name and password are no user's who could own the organization. */
  static final ApiError WRONG_OWNER = invalidUser("The admin user credentials are not valid");

  @Override
  public Class<OrganizationRejection> reasons() {
    return OrganizationRejection.class;
  }

  @Override
  public ApiError of(OrganizationRejection reason) {
    return switch (reason) {
      case OrganizationRejection.InvalidName(String name, String issue) ->
          ApiError.invalidRequest("Invalid namespace " + Excerpt.of(name) + ": " + issue);
      case OrganizationRejection.InvalidNewName(String name, String issue) ->
          ApiError.message("Invalid username " + Excerpt.of(name) + ": " + issue);
      case OrganizationRejection.NewNameOfUser(String name) ->
          ApiError.message("Username has already been taken by user cannot be reused: " + name);
      case OrganizationRejection.NewNameOfOrganization(String name) ->
          ApiError.message(
              "Username has already been taken by an organization and cannot be reused: " + name);
      case OrganizationRejection.EmailUsed(String email) ->
          ApiError.invalidRequest("Email has already been used: " + Excerpt.of(email));
      case OrganizationRejection.Simple.NAME_TAKEN -> NAME_TAKEN;
      case OrganizationRejection.Simple.INVALID_EMAIL ->
          ApiError.invalidRequest("Invalid email address");
      case OrganizationRejection.Simple.NOT_HUMAN -> ApiError.message(Captcha.ISSUE);
      case OrganizationRejection.Simple.UNKNOWN_TAG_EXPIRATION ->
          ApiError.message("Invalid tag expiration option");
      case OrganizationRejection.Simple.TARGET_IS_SUPERUSER ->
          ApiError.invalidRequest("Cannot take ownership of a superuser");
      case OrganizationRejection.Simple.OWNED_BY_ITSELF ->
          invalidUser("The admin user is not valid");
      case OrganizationRejection.Simple.NO_LONGER_USERS -> WRONG_OWNER;
    };
  }

  private static ApiError invalidUser(String text) {
    return new ApiError.ProblemObject(
        ProblemType.INVALID_REQUEST, text, Map.of("reason", "invaliduser"));
  }
}
