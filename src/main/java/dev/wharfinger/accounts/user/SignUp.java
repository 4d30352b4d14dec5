package dev.wharfinger.accounts.user;

import dev.wharfinger.accounts.user.OwnAccountEvent.UserPrompted;
import dev.wharfinger.accounts.user.UserEvent.UserCreated;
import dev.wharfinger.platform.journal.Command;
import dev.wharfinger.platform.journal.Decision;
import dev.wharfinger.platform.journal.Event;
import dev.wharfinger.platform.journal.Ids;
import dev.wharfinger.platform.sql.OneRow;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A request to create an account. Source: contract sessions 2.1.
 *
 * @param passwordIssue what is wrong with the password; if present, there is no hash
 * @param byInvitationOnly FEATURE_INVITE_ONLY_USER_CREATION
 * @param inviteCode empty for none
 * @param human whether the captcha check was passed
 * @param reserved whether the name cannot be taken by signing up
 * @param blocked whether nobody may sign up with an e-mail address of this domain
 * @param prompts the details that the user is asked for afterwards
 * @param confirmation the code of the mail that asks to confirm the e-mail, if mail is enabled
 */
record SignUp(
    NewUser user,
    Optional<String> passwordIssue,
    boolean byInvitationOnly,
    String inviteCode,
    boolean human,
    boolean reserved,
    boolean blocked,
    List<String> prompts,
    Optional<Confirmation> confirmation)
    implements Command<SignUp.State> {

  SignUp {
    prompts = List.copyOf(prompts);
  }

  /**
   * What the decision needs.
   *
   * @param invited whether the e-mail was invited to a team
   */
  record State(NewUser.Taken taken, boolean invited) {}

  @Override
  public Uni<State> load(SqlConnection connection) {
    return load((SqlClient) connection);
  }

  /** The same without the lock. */
  Uni<State> load(SqlClient database) {
    return user.taken(database)
        .flatMap(taken ->
            byInvitationOnly
                ? invited(database).map(invited -> new State(taken, invited))
                : Uni.createFrom().item(new State(taken, false)));
  }

  private Uni<Boolean> invited(SqlClient database) {
    return database
        .preparedQuery("SELECT EXISTS (SELECT FROM team_invitation WHERE lower(email) = lower($1))")
        .execute(Tuple.of(user.email()))
        .map(rows -> OneRow.of(rows).getBoolean(0));
  }

  @Override
  public Decision decide(State state, Ids ids) {
    return issue(state).map(Decision::reject).orElseGet(() -> Decision.accept(events(ids)));
  }

  /** Why there can be no such account, in Quay's order. */
  Optional<UserRejection> issue(State state) {
    Optional<UserRejection> before = uninvited(state);
    if (before.isPresent()) {
      return before;
    }
    return human
        ? user.issue(passwordIssue, state.taken()).map(UserRejection.NotSignedUp::new)
        : Optional.of(UserRejection.Simple.NOT_HUMAN);
  }

  /** The checks that come before the captcha. */
  Optional<UserRejection> uninvited(State state) {
    if (state.taken().byUser() || reserved) {
      return Optional.of(UserRejection.Simple.NAME_TAKEN);
    }
    String email = user.email();
    if (user.emailRequired() && (email == null || email.isEmpty())) {
      return Optional.of(UserRejection.Simple.NO_EMAIL);
    }
    if (byInvitationOnly && inviteCode.isEmpty()) {
      return Optional.of(UserRejection.Simple.NO_INVITE_CODE);
    }
    return blocked || (byInvitationOnly && !state.invited())
        ? Optional.of(UserRejection.Simple.NOT_INVITED)
        : Optional.empty();
  }

  private List<Event> events(Ids ids) {
    List<Event> events = new ArrayList<>(user.events(ids, confirmation));
    if (!prompts.isEmpty() && events.getFirst() instanceof UserCreated created) {
      events.add(new UserPrompted(created.user(), prompts));
    }
    return events;
  }
}
