package dev.wharfinger.accounts.team;

import dev.wharfinger.accounts.team.InvitationEvent.TeamEmailInvited;
import dev.wharfinger.accounts.team.InvitationEvent.TeamMemberInvited;
import dev.wharfinger.accounts.team.TeamEvent.TeamMemberAdded;
import dev.wharfinger.platform.http.OneMore;
import dev.wharfinger.platform.journal.Command;
import java.util.List;
import java.util.Set;

/** Limits the list of a team's members, including invitations, to what one answer may contain. */
final class OneMoreMember {

  private static final String ROWS =
      """
      SELECT FROM team t JOIN namespace n ON n.id = t.organization
      JOIN LATERAL (
        SELECT FROM team_member m WHERE m.team = t.id
        UNION ALL SELECT FROM team_invitation i WHERE i.team = t.id) listed ON true
      WHERE n.name = $1 AND t.name = $2\
      """;

  private OneMoreMember() {}

  static <S> OneMore<S> of(Command<S> command, String organization, String team) {
    return new OneMore<>(
        command,
        Set.of(TeamMemberAdded.class, TeamMemberInvited.class, TeamEmailInvited.class),
        "members of a team",
        ROWS,
        List.of(organization, team));
  }
}
