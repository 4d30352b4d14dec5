package dev.wharfinger.accounts.user;

import dev.wharfinger.platform.http.ApiError;
import dev.wharfinger.platform.http.Errors;
import dev.wharfinger.platform.outbound.Captcha;
import dev.wharfinger.platform.text.Excerpt;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What clients are told of rejected commands on users. Source: superuser 2, sessions 2. */
@Singleton
class UserErrors implements Errors<UserRejection> {

  /** The same before and in the decision. */
  static final ApiError NOT_EMPTY =
      ApiError.message("Cannot initialize user in a non-empty database");

  /** The same for a code that nobody has, and for one that was used. */
  static final ApiError INVALID_CODE = ApiError.message("Invalid confirmation code.");

  @Override
  public Class<UserRejection> reasons() {
    return UserRejection.class;
  }

  @Override
  public ApiError of(UserRejection reason) {
    return switch (reason) {
      case UserRejection.NotInitialized(NewUser.Issue issue) ->
          ApiError.message("Failed to initialize user: " + text(issue));
      case UserRejection.NotInstalled(NewUser.Issue issue) -> ApiError.message(text(issue));
      case UserRejection.NotSignedUp(NewUser.Issue issue) -> ApiError.invalidRequest(text(issue));
      case UserRejection.InvalidOwnPassword(String issue) -> ApiError.invalidRequest(issue);
      case UserRejection.InvalidPassword(String issue) -> ApiError.message(issue);
      case UserRejection.InvalidOwnName(String name, String issue) ->
          ApiError.message("Invalid username %s: %s".formatted(Excerpt.of(name), issue));
      case UserRejection.InvalidEmail(String email) ->
          ApiError.message("Invalid email address: " + Excerpt.of(email));
      case UserRejection.OnlyAdministrator(String user, List<String> organizations) ->
          ApiError.message(
              "Cannot delete %s as you are the only admin for organizations: %s"
                  .formatted(user, String.join(", ", organizations)));
      case UserRejection.Simple simple -> of(simple);
    };
  }

  private static ApiError of(UserRejection.Simple reason) {
    return switch (reason) {
      case NOT_EMPTY -> NOT_EMPTY;
      case NAME_TAKEN -> ApiError.invalidRequest("The username already exists");
      case NO_EMAIL -> ApiError.invalidRequest("Email address is required");
      case NO_INVITE_CODE -> ApiError.invalidRequest("Cannot create non-invited user");
      case NOT_INVITED ->
          ApiError.invalidRequest(
              "Creation of a user account for this e-mail is disabled; please contact an"
                  + " administrator");
      case NOT_HUMAN -> ApiError.message(Captcha.ISSUE);
      case INVALID_CODE -> INVALID_CODE;
      case UNKNOWN_TAG_EXPIRATION -> ApiError.message("Invalid tag expiration option");
      case OWN_EMAIL_TAKEN -> ApiError.invalidRequest("E-mail address already used");
      case OWN_NAME_TAKEN -> ApiError.invalidRequest("Username is already in use");
      case CHANGES_SUPERUSER -> ApiError.invalidRequest("Cannot update a superuser");
      case DELETES_SUPERUSER -> ApiError.invalidRequest("Cannot delete a superuser");
      case FOREIGN_PASSWORD ->
          ApiError.invalidRequest("Cannot change password in non-database auth");
      case FOREIGN_EMAIL -> ApiError.invalidRequest("Cannot change e-mail in non-database auth");
      case EMAIL_TAKEN -> ApiError.message("E-mail address already used");
    };
  }

  /** The texts of Quay's data layer. */
  private static String text(NewUser.Issue issue) {
    return switch (issue) {
      case NewUser.Issue.InvalidPassword(String rule) -> rule;
      case NewUser.Issue.InvalidEmail(@Nullable String email) ->
          "Invalid email address: " + (email == null ? "None" : Excerpt.of(email));
      case NewUser.Issue.InvalidName(String name, String rule) ->
          "Invalid namespace " + Excerpt.of(name) + ": " + rule;
      case NewUser.Issue.NameOfUser(String name) ->
          "Username has already been taken by user cannot be reused: " + name;
      case NewUser.Issue.NameOfOrganization(String name) ->
          "Username has already been taken by an organization and cannot be reused: " + name;
      case NewUser.Issue.EmailUsed(@Nullable String email) ->
          "Email has already been used: " + email;
    };
  }
}
