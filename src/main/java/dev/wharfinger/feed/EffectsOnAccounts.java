package dev.wharfinger.feed;

import static dev.wharfinger.feed.Effect.end;
import static dev.wharfinger.feed.Effect.endEach;
import static dev.wharfinger.feed.Effect.put;
import static dev.wharfinger.feed.Effects.on;

import dev.wharfinger.feed.Effect.Meaning;
import dev.wharfinger.journal.Event;
import dev.wharfinger.mail.MailEvent;
import dev.wharfinger.organization.OrganizationEvent;
import dev.wharfinger.organization.OwnershipEvent;
import dev.wharfinger.permission.PrototypeEvent;
import dev.wharfinger.proxycache.ProxyCacheEvent;
import dev.wharfinger.robot.RobotEvent;
import dev.wharfinger.session.SessionEvent;
import dev.wharfinger.team.InvitationEvent;
import dev.wharfinger.team.TeamEvent;
import dev.wharfinger.user.ConfirmationEvent;
import dev.wharfinger.user.UserEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What happens to accounts, teams and their members. */
final class EffectsOnAccounts {

  private static final String ORGANIZATION = "organization";
  private static final String ACCOUNT = "account";
  private static final String OWN = "account-permission";
  private static final String MEMBER = "team-member";
  private static final String INVITATION = "team-invitation";
  private static final String MAIL = "mail";

  private EffectsOnAccounts() {}

  static List<Map.Entry<Class<? extends Event>, Meaning>> all() {
    List<Map.Entry<Class<? extends Event>, Meaning>> all = new ArrayList<>();
    all.addAll(organizations());
    all.addAll(teams());
    all.addAll(users());
    return all;
  }

  private static List<Map.Entry<Class<? extends Event>, Meaning>> organizations() {
    Effect account = put(ACCOUNT, ORGANIZATION);
    Effect owners =
        put("team", "team").with("name", "owners").with("role", "ADMIN").with("description", "");
    Effect owner = put(MEMBER, "team", "owner").taking("membership");
    return List.of(
        on(
            OrganizationEvent.OrganizationCreated.class,
            ORGANIZATION,
            account
                .taking("name", "email", "emailStandIn", "tagExpirationSeconds")
                .with("kind", "ORGANIZATION")
                .with("invoiceEmail", false),
            put("team", "ownersTeam")
                .with("name", "owners")
                .with("role", "ADMIN")
                .with("description", ""),
            put(MEMBER, "ownersTeam", "creator").taking("membership=ownersMembership")),
        on(
            OrganizationEvent.OrganizationInvoiceEmailSet.class,
            ORGANIZATION,
            account.taking("invoiceEmail")),
        on(
            OrganizationEvent.OrganizationInvoiceAddressChanged.class,
            ORGANIZATION,
            account.taking("invoiceAddress=address")),
        on(
            OrganizationEvent.OrganizationEmailChanged.class,
            ORGANIZATION,
            account.taking("email", "emailStandIn")),
        on(
            OrganizationEvent.OrganizationTagExpirationSet.class,
            ORGANIZATION,
            account.taking("tagExpirationSeconds")),
        on(
            OrganizationEvent.OrganizationRenamed.class,
            ORGANIZATION,
            account.taking("name=newName")),
        on(OrganizationEvent.OrganizationDeleted.class, ORGANIZATION, end(ACCOUNT, ORGANIZATION)),
        on(
            OwnershipEvent.OwnershipTaken.class,
            ORGANIZATION,
            owners.given("teamRestored"),
            owner.given("membership")),
        on(
            OwnershipEvent.UserMadeOrganization.class,
            ORGANIZATION,
            account.with("kind", "ORGANIZATION"),
            endEach(
                OWN + " " + MEMBER + " access-token authorization-code app-token",
                "account=organization"),
            owners,
            owner),
        on(
            ProxyCacheEvent.ProxyCacheCreated.class,
            ORGANIZATION,
            put("proxy-cache", ORGANIZATION)
                .taking(
                    "upstreamRegistry", "username", "password", "expirationSeconds", "insecure")),
        on(ProxyCacheEvent.ProxyCacheDeleted.class, ORGANIZATION, end("proxy-cache", ORGANIZATION)),
        on(
            PrototypeEvent.PrototypeCreated.class,
            ORGANIZATION,
            put("prototype", "rule.uuid")
                .taking(
                    "activatingUser=rule.activatingUser",
                    "delegateAccount=rule.delegateAccount",
                    "delegateTeam=rule.delegateTeam",
                    "role")),
        on(
            PrototypeEvent.PrototypeRoleSet.class,
            ORGANIZATION,
            put("prototype", "rule.uuid").taking("role")),
        on(PrototypeEvent.PrototypeDeleted.class, ORGANIZATION, end("prototype", "rule.uuid")));
  }

  private static List<Map.Entry<Class<? extends Event>, Meaning>> teams() {
    Effect team = put("team", "team");
    Effect joined = put(MEMBER, "team", ACCOUNT).taking("membership", "name=member");
    Effect invited =
        put(INVITATION, "invitation").taking("team", "inviter", "code", "account", "name=member");
    Effect letter = put(MAIL, "mail.mail").taking("address=mail.address");
    return List.of(
        on(TeamEvent.TeamCreated.class, ORGANIZATION, team.taking("name", "role", "description")),
        on(TeamEvent.TeamDescriptionChanged.class, ORGANIZATION, team.taking("description")),
        on(TeamEvent.TeamRoleChanged.class, ORGANIZATION, team.taking("role")),
        on(TeamEvent.TeamDeleted.class, ORGANIZATION, end("team", "team")),
        on(
            TeamEvent.TeamMemberAdded.class,
            ORGANIZATION,
            joined,
            endEach(INVITATION, "team", ACCOUNT)),
        on(TeamEvent.TeamMemberRemoved.class, ORGANIZATION, end(MEMBER, "team", ACCOUNT)),
        on(
            TeamEvent.OrganizationMemberRemoved.class,
            ORGANIZATION,
            endEach(OWN + " " + MEMBER, ORGANIZATION, ACCOUNT)),
        on(
            InvitationEvent.TeamMemberInvited.class,
            ORGANIZATION,
            endEach(INVITATION, "team", ACCOUNT),
            invited,
            letter),
        on(
            InvitationEvent.TeamEmailInvited.class,
            ORGANIZATION,
            invited.taking("team", "inviter", "code", "email"),
            letter),
        on(
            InvitationEvent.TeamInvitationWithdrawn.class,
            ORGANIZATION,
            end(INVITATION, "invitation")),
        on(
            InvitationEvent.TeamInvitationAccepted.class,
            ORGANIZATION,
            end(INVITATION, "invitation"),
            joined.given("membership")),
        on(
            InvitationEvent.TeamInvitationDeclined.class,
            ORGANIZATION,
            end(INVITATION, "invitation")),
        on(MailEvent.MailSent.class, "", end(MAIL, MAIL)),
        on(MailEvent.MailGivenUp.class, "", end(MAIL, MAIL)));
  }

  private static List<Map.Entry<Class<? extends Event>, Meaning>> users() {
    Effect account = put(ACCOUNT, "user");
    Effect robot = put(ACCOUNT, "robot");
    return List.of(
        on(
            UserEvent.UserCreated.class,
            "user",
            account
                .taking(
                    "name",
                    "email",
                    "emailStandIn",
                    "passwordHash",
                    "verified",
                    "tagExpirationSeconds")
                .with("kind", "USER")
                .with("enabled", true)),
        on(
            UserEvent.UserPasswordChanged.class,
            "user",
            account.taking("passwordHash"),
            end("account-recovery", "user")),
        on(
            UserEvent.UserEmailChanged.class,
            "user",
            account.taking("email").with("verified", true),
            end("email-confirmation", "user"),
            end("account-recovery", "user")),
        on(UserEvent.UserEnabled.class, "user", account.with("enabled", true)),
        on(UserEvent.UserDisabled.class, "user", account.with("enabled", false)),
        on(UserEvent.UserDeleted.class, "user", end(ACCOUNT, "user")),
        on(SessionEvent.UserSignedIn.class, "user"),
        on(SessionEvent.UserSignedOut.class, "user"),
        on(SessionEvent.SignInRefused.class, ACCOUNT),
        on(
            ConfirmationEvent.EmailConfirmationAsked.class,
            "user",
            put("email-confirmation", "user").taking("code", "email"),
            put(MAIL, MAIL).taking("address=email")),
        on(
            ConfirmationEvent.EmailConfirmed.class,
            "user",
            account.with("verified", true),
            end("email-confirmation", "user")),
        on(
            RobotEvent.RobotCreated.class,
            "owner",
            robot
                .taking("name=shortName", "emailStandIn", "token", "description", "metadata")
                .with("kind", "ROBOT")),
        on(RobotEvent.RobotTokenRegenerated.class, "owner", robot.taking("token")),
        on(RobotEvent.RobotFederationSet.class, "owner", robot.taking("identities")),
        on(RobotEvent.RobotFederationRemoved.class, "owner", robot.with("identities", List.of())),
        on(RobotEvent.RobotDeleted.class, "owner", end(ACCOUNT, "robot")));
  }
}
