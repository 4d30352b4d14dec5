package dev.wharfinger.accounts.user;

import dev.wharfinger.accounts.user.UserEvent.Origin;
import dev.wharfinger.accounts.user.UserEvent.UserCreated;
import dev.wharfinger.platform.account.EmailAddress;
import dev.wharfinger.platform.account.NamespaceName;
import dev.wharfinger.platform.http.TextLengths;
import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.journal.Event;
import dev.wharfinger.platform.journal.Ids;
import dev.wharfinger.platform.sql.OneRow;
import dev.wharfinger.platform.vault.Personal;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A user to be created, with the rules common to all ways of creating one. Source: contract
 * superuser 2.1, sessions 2.1, common 14.
 *
 * @param passwordHash bcrypt; empty if the password was invalid and not hashed
 * @param emailRequired FEATURE_MAILING: there must be a valid e-mail
 */
record NewUser(
    String name,
    @Nullable String email,
    UUID emailStandIn,
    UUID subjectKey,
    String passwordHash,
    boolean emailRequired,
    long tagExpirationSeconds,
    Origin origin) {

  /** Why there can be no such user. */
  sealed interface Issue {

    /** The password breaks the rule for passwords, in the rule's words. */
    record InvalidPassword(String rule) implements Issue {}

    /** There is no valid e-mail address, or none at all. */
    record InvalidEmail(@Nullable String email) implements Issue {}

    /** The name breaks the rule for names, in the rule's words. */
    record InvalidName(String name, String rule) implements Issue {}

    /** A user or robot has the name. */
    record NameOfUser(String name) implements Issue {}

    /** An organization has the name. */
    record NameOfOrganization(String name) implements Issue {}

    /** Another user has the e-mail address. */
    record EmailUsed(@Nullable String email) implements Issue {}
  }

  /** What of this user is already taken. */
  record Taken(boolean byUser, boolean byOrganization, boolean email) {}

  /** Reads what {@link #issue} needs. */
  Uni<Taken> taken(SqlClient connection) {
    return connection
        .preparedQuery(
            """
            SELECT EXISTS (SELECT FROM namespace WHERE name = $1 AND kind <> 'organization'),
                   EXISTS (SELECT FROM namespace WHERE name = $1 AND kind = 'organization'),
                   EXISTS (SELECT FROM namespace WHERE email = nullif($2, '') AND kind = 'user')
            """)
        .execute(Tuple.of(name, email))
        .map(OneRow::of)
        .map(row -> new Taken(row.getBoolean(0), row.getBoolean(1), row.getBoolean(2)));
  }

  /** Why there can be no such user, if so, checked in the order of Quay's data layer. */
  Optional<Issue> issue(Taken taken) {
    if (!emailIsAcceptable()) {
      return Optional.of(new Issue.InvalidEmail(email));
    }
    Optional<String> nameIssue = NamespaceName.issue(name);
    if (nameIssue.isPresent()) {
      return Optional.of(new Issue.InvalidName(name, nameIssue.get()));
    }
    if (taken.byUser()) {
      return Optional.of(new Issue.NameOfUser(name));
    }
    if (taken.byOrganization()) {
      return Optional.of(new Issue.NameOfOrganization(name));
    }
    return taken.email() ? Optional.of(new Issue.EmailUsed(email)) : Optional.empty();
  }

  /** The same, after what is wrong with the password. */
  Optional<Issue> issue(Optional<String> passwordIssue, Taken taken) {
    return passwordIssue.<Issue>map(Issue.InvalidPassword::new).or(() -> issue(taken));
  }

  /** Without FEATURE_MAILING an e-mail is stored unchecked, except for its length. */
  private boolean emailIsAcceptable() {
    if (email == null) {
      return !emailRequired;
    }
    return emailRequired
        ? EmailAddress.isValid(email)
        : email.codePointCount(0, email.length()) <= TextLengths.EMAIL;
  }

  /** The events of creating the user and, if there is a code, of asking to confirm the e-mail. */
  List<Event> events(Ids ids, Optional<Confirmation> confirmation) {
    AccountId id = ids.next(AccountId::new);
    List<Event> events = new ArrayList<>(List.of(created(id)));
    if (confirmation.isPresent() && email != null) {
      events.add(
          confirmation
              .get()
              .ofNew(
                  id,
                  ids,
                  new Personal.Known(name, subjectKey),
                  new Personal.Known(email, subjectKey)));
    }
    return events;
  }

  /** The event of creating the user. */
  UserCreated created(AccountId id) {
    return new UserCreated(
        id,
        new Personal.Known(name, subjectKey),
        subjectKey,
        email == null || email.isEmpty() ? null : new Personal.Known(email, subjectKey),
        emailStandIn,
        new Personal.Known(passwordHash, subjectKey),
        !emailRequired || origin == Origin.INITIALIZED,
        tagExpirationSeconds,
        origin);
  }
}
