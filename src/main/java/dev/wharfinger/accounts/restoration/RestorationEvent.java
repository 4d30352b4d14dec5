package dev.wharfinger.accounts.restoration;

import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.id.OrganizationId;
import dev.wharfinger.platform.id.RepositoryId;
import dev.wharfinger.platform.id.TeamId;
import dev.wharfinger.platform.journal.Event;
import dev.wharfinger.platform.journal.EventName;
import dev.wharfinger.platform.vault.Personal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that was deleted is there again, with its former id and with what had been part of it.
 * Each event carries all that it brings back. Source: docs/history.md.
 */
public sealed interface RestorationEvent extends Event {

  /** The account id of the namespace. */
  AccountId namespace();

  /** The number of the record whose state was restored. */
  long from();

  /** What is there again. */
  RestoredContent content();

  /** What was part of it at that time and is not restored. */
  List<LeftOut> leftOut();

  /** Why something is not restored. */
  enum Reason {
    /** What it refers to is not there any more. */
    DELETED,
    /** Another one has its name. */
    NAME_TAKEN,
    /** It is a secret of somebody else, which cannot be made anew. */
    SECRET
  }

  /**
   * A part that is not restored.
   *
   * @param part its name on the audit feed
   * @param kind of what is in its way: {@code user}, {@code robot}, {@code team}, {@code
   *     repository}, {@code organization}, {@code credentials}, {@code notification} or {@code
   *     mirror}
   * @param name of that; {@code (erased)} where it must not be known
   */
  record LeftOut(String part, String kind, String name, Reason reason) {}

  /** A team was restored. */
  @EventName("team-restored.v1")
  record TeamRestored(
      AccountId namespace,
      TeamId team,
      String name,
      long from,
      RestoredContent content,
      List<LeftOut> leftOut)
      implements RestorationEvent {
    public TeamRestored {
      leftOut = List.copyOf(leftOut);
    }
  }

  /** A robot was restored, with another token. */
  @EventName("robot-restored.v1")
  record RobotRestored(
      AccountId namespace,
      AccountId robot,
      String shortName,
      long from,
      RestoredContent content,
      List<LeftOut> leftOut)
      implements RestorationEvent {
    public RobotRestored {
      leftOut = List.copyOf(leftOut);
    }
  }

  /**
   * A repository was restored.
   *
   * @param namespaceName the name of its namespace at the time
   */
  @EventName("repository-restored.v1")
  record RepositoryRestored(
      AccountId namespace,
      Personal namespaceName,
      RepositoryId repository,
      String name,
      long from,
      RestoredContent content,
      List<LeftOut> leftOut)
      implements RestorationEvent {
    public RepositoryRestored {
      leftOut = List.copyOf(leftOut);
    }
  }

  /**
   * An organization was restored, as far as its repositories do not follow.
   *
   * @param subjectKey the key of its personal data from now on
   * @param created when it was created at first
   * @param repositories how many repositories follow in other records
   */
  @EventName("organization-restored.v1")
  record OrganizationRestored(
      OrganizationId organization,
      String name,
      UUID subjectKey,
      @Nullable Personal email,
      UUID emailStandIn,
      boolean invoiceEmail,
      @Nullable Personal invoiceAddress,
      long tagExpirationSeconds,
      Instant created,
      int repositories,
      long from,
      RestoredContent content,
      List<LeftOut> leftOut)
      implements RestorationEvent {
    public OrganizationRestored {
      leftOut = List.copyOf(leftOut);
    }

    @Override
    public AccountId namespace() {
      return organization.account();
    }
  }

  /**
   * Repositories of a restored organization were restored, with their permissions and policies.
   *
   * @param of how many of those that were to follow this is about, restored or not; 0 in the record
   *     that restored the organization
   */
  @EventName("organization-repositories-restored.v1")
  record OrganizationRepositoriesRestored(
      OrganizationId organization,
      int of,
      long from,
      RestoredContent content,
      List<LeftOut> leftOut)
      implements RestorationEvent {
    public OrganizationRepositoriesRestored {
      leftOut = List.copyOf(leftOut);
    }

    @Override
    public AccountId namespace() {
      return organization.account();
    }
  }

  /** A team. Roles are those of the audit feed, in capitals, here and below. */
  record Team(TeamId id, String name, String role, String description) {}

  /**
   * A robot.
   *
   * @param token another one than before, sealed as stored in the tables
   * @param metadata a JSON object
   * @param created when it was created at first
   */
  record Robot(
      AccountId id,
      String shortName,
      UUID emailStandIn,
      Personal token,
      @Nullable Personal description,
      @Nullable Personal metadata,
      List<Identity> identities,
      Instant created) {
    public Robot {
      identities = List.copyOf(identities);
    }
  }

  /** An identity of another issuer that may act as a robot. */
  record Identity(String issuer, String subject) {}

  /**
   * A repository.
   *
   * @param created when it was created at first
   */
  record Repository(
      RepositoryId id,
      String name,
      boolean isPublic,
      Personal description,
      UUID statusToken,
      String state,
      Instant created) {}

  /**
   * A member of a team.
   *
   * @param name the member's name when joining; null if it was not recorded
   */
  record Member(long id, TeamId team, AccountId account, @Nullable Personal name) {}

  /** A permission of exactly one of an account and a team. */
  record Permission(
      long id,
      RepositoryId repository,
      @Nullable AccountId account,
      @Nullable TeamId team,
      String role) {}

  /** A user or robot in a default permission, with the name of that time. */
  record Named(AccountId id, Personal name) {}

  /** A team in a default permission, with the name of that time. */
  record NamedTeam(TeamId id, String name) {}

  /** A default permission for exactly one of an account and a team. */
  record DefaultPermission(
      long id,
      UUID uuid,
      @Nullable Named activatingUser,
      @Nullable Named delegateAccount,
      @Nullable NamedTeam delegateTeam,
      String role) {}

  /** What a policy is about. */
  enum PolicyKind {
    AUTO_PRUNE("auto-prune-policy"),
    IMMUTABILITY("immutability-policy");

    private final String word;

    PolicyKind(String word) {
      this.word = word;
    }

    /** Its kind on the audit feed. */
    String word() {
      return word;
    }
  }

  /**
   * A policy.
   *
   * @param repository null if it is about the whole namespace
   */
  record Policy(
      long id, UUID uuid, @Nullable RepositoryId repository, PolicyKind kind, Terms terms) {}

  /**
   * The content of a policy.
   *
   * @param method of an auto-prune policy, and its value; null for others
   */
  record Terms(
      @Nullable String method,
      @Nullable String value,
      @Nullable String tagPattern,
      boolean tagPatternMatches) {}

  /** A quota. */
  record Quota(long id, long limitBytes) {}

  /** A limit of a quota. */
  record QuotaLimit(long id, long quota, String type, int percent) {}

  /**
   * A proxy cache, without the credentials for the upstream registry.
   *
   * @param sealedFor the context for credentials
   */
  record ProxyCache(
      String upstreamRegistry, UUID sealedFor, long expirationSeconds, boolean insecure) {}

  /**
   * An OAuth application, without tokens.
   *
   * @param clientSecret another one than before, sealed as stored in the tables
   */
  record Application(
      long id,
      String clientId,
      Personal clientSecret,
      String name,
      @Nullable String description,
      @Nullable String applicationUri,
      @Nullable String redirectUri,
      @Nullable Personal avatarEmail) {}
}
