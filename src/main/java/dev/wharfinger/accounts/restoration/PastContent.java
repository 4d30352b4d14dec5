package dev.wharfinger.accounts.restoration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.accounts.restoration.RestorationEvent.Application;
import dev.wharfinger.accounts.restoration.RestorationEvent.DefaultPermission;
import dev.wharfinger.accounts.restoration.RestorationEvent.Identity;
import dev.wharfinger.accounts.restoration.RestorationEvent.Member;
import dev.wharfinger.accounts.restoration.RestorationEvent.Named;
import dev.wharfinger.accounts.restoration.RestorationEvent.NamedTeam;
import dev.wharfinger.accounts.restoration.RestorationEvent.Permission;
import dev.wharfinger.accounts.restoration.RestorationEvent.Policy;
import dev.wharfinger.accounts.restoration.RestorationEvent.PolicyKind;
import dev.wharfinger.accounts.restoration.RestorationEvent.ProxyCache;
import dev.wharfinger.accounts.restoration.RestorationEvent.Quota;
import dev.wharfinger.accounts.restoration.RestorationEvent.QuotaLimit;
import dev.wharfinger.accounts.restoration.RestorationEvent.Repository;
import dev.wharfinger.accounts.restoration.RestorationEvent.Robot;
import dev.wharfinger.accounts.restoration.RestorationEvent.Team;
import dev.wharfinger.accounts.restoration.RestorationEvent.Terms;
import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.id.RepositoryId;
import dev.wharfinger.platform.id.TeamId;
import dev.wharfinger.platform.vault.Personal;
import dev.wharfinger.records.history.DeletedStateView.Past;
import dev.wharfinger.records.history.DeletedStateView.Was;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads what there was from documents of the history: each kind of entity becomes what the event
 * says of it. Ids that the history does not have are 0, and are drawn by the command.
 */
final class PastContent {

  private final Past past;
  private final UUID key;
  private final NewSecrets secrets;
  private final List<Team> teams = new ArrayList<>();
  private final List<Robot> robots = new ArrayList<>();
  private final List<Repository> repositories = new ArrayList<>();
  private final List<Member> members = new ArrayList<>();
  private final List<Permission> permissions = new ArrayList<>();
  private final List<DefaultPermission> defaultPermissions = new ArrayList<>();
  private final List<Policy> policies = new ArrayList<>();
  private final List<Quota> quotas = new ArrayList<>();
  private final List<QuotaLimit> quotaLimits = new ArrayList<>();
  private final List<ProxyCache> proxyCaches = new ArrayList<>();
  private final List<Application> applications = new ArrayList<>();

  private PastContent(Past past, UUID key, NewSecrets secrets) {
    this.past = past;
    this.key = key;
    this.secrets = secrets;
  }

  /** What takes the place of the former secrets, sealed as stored in the tables. */
  interface NewSecrets {

    /** The token of a robot. */
    String robotToken(long robot);

    /** The secret of an application. */
    String clientSecret(String clientId);

    /** The context for credentials of a proxy cache. */
    UUID credentialsContext();
  }

  /**
   * Reads it.
   *
   * @param key of the namespace, with which its personal values are sealed from now on
   */
  static RestoredContent of(Past past, UUID key, NewSecrets secrets) {
    PastContent read = new PastContent(past, key, secrets);
    read.add(past.state());
    past.parts().forEach(read::add);
    return new RestoredContent(
        read.teams,
        read.robots,
        read.repositories,
        read.members,
        read.permissions,
        read.defaultPermissions,
        read.policies,
        read.quotas,
        read.quotaLimits,
        read.proxyCaches,
        read.applications);
  }

  private void add(Was it) {
    ObjectNode was = it.document();
    switch (it.kind()) {
      case "account" -> {
        if (was.path("kind").asText().equals("ROBOT")) {
          robots.add(robot(it));
        }
      }
      case "team" ->
          teams.add(
              new Team(
                  new TeamId(it.id()),
                  text(was, "name"),
                  text(was, "role"),
                  text(was, "description")));
      case "repository" -> repositories.add(repository(it));
      case "team-member" ->
          members.add(
              new Member(
                  was.path("membership").asLong(),
                  new TeamId(it.id()),
                  new AccountId(second(it)),
                  past.open(was.path("name")).orElse(null)));
      case "account-permission" -> permissions.add(permission(it, new AccountId(second(it)), null));
      case "team-permission" -> permissions.add(permission(it, null, new TeamId(second(it))));
      case "prototype" -> defaultPermissions.add(defaultPermission(it));
      case "auto-prune-policy" -> policies.add(policy(it, PolicyKind.AUTO_PRUNE));
      case "immutability-policy" -> policies.add(policy(it, PolicyKind.IMMUTABILITY));
      // told of as left out: a receiver and a password are secrets
      case "repository-notification", "repository-mirror" -> {}
      case "quota" -> quotas.add(new Quota(it.id(), was.path("limitBytes").asLong()));
      case "quota-limit" ->
          quotaLimits.add(
              new QuotaLimit(
                  it.id(),
                  was.path("quota").asLong(),
                  text(was, "type"),
                  was.path("percent").asInt()));
      case "proxy-cache" ->
          proxyCaches.add(
              new ProxyCache(
                  text(was, "upstreamRegistry"),
                  secrets.credentialsContext(),
                  was.path("expirationSeconds").asLong(),
                  was.path("insecure").asBoolean()));
      case "application" -> application(it).ifPresent(applications::add);
      default -> throw new IllegalStateException("the history has another kind: " + it.kind());
    }
  }

  private Robot robot(Was it) {
    ObjectNode was = it.document();
    List<Identity> identities = new ArrayList<>();
    was.path("identities")
        .forEach(each ->
            identities.add(
                new Identity(each.path("issuer").asText(), each.path("subject").asText())));
    return new Robot(
        new AccountId(it.id()),
        text(was, "name"),
        UUID.fromString(text(was, "emailStandIn")),
        new Personal.Known(secrets.robotToken(it.id()), key),
        own(was.path("description")),
        own(was.path("metadata")),
        identities,
        created(it));
  }

  private Repository repository(Was it) {
    ObjectNode was = it.document();
    Personal description = own(was.path("description"));
    return new Repository(
        new RepositoryId(it.id()),
        text(was, "name"),
        was.path("isPublic").asBoolean(),
        description == null ? new Personal.Known("", key) : description,
        UUID.fromString(text(was, "statusToken")),
        text(was, "state"),
        created(it));
  }

  private static Permission permission(Was it, @Nullable AccountId account, @Nullable TeamId team) {
    return new Permission(
        it.document().path("permission").asLong(),
        new RepositoryId(it.id()),
        account,
        team,
        text(it.document(), "role"));
  }

  private DefaultPermission defaultPermission(Was it) {
    ObjectNode was = it.document();
    return new DefaultPermission(
        0,
        UUID.fromString(it.ids()[0]),
        orNull(was.path("activatingUser"), this::named),
        orNull(was.path("delegateAccount"), this::named),
        orNull(
            was.path("delegateTeam"),
            team -> new NamedTeam(new TeamId(team.path("id").asLong()), text(team, "name"))),
        text(was, "role"));
  }

  /** An account that is erased is not there any more; then the whole is left out. */
  private Named named(JsonNode account) {
    return new Named(
        new AccountId(account.path("id").asLong()),
        past.open(account.path("name")).orElseGet(() -> new Personal.Known("", key)));
  }

  private static Policy policy(Was it, PolicyKind kind) {
    JsonNode terms = it.document().path("terms");
    return new Policy(
        0,
        UUID.fromString(it.ids()[0]),
        orNull(it.document().path("repository"), id -> new RepositoryId(id.asLong())),
        kind,
        new Terms(
            terms.path("method").textValue(),
            terms.path("value").textValue(),
            terms.path("tagPattern").textValue(),
            terms.path("tagPatternMatches").asBoolean()));
  }

  /** One that a user took along when becoming an organization has a sealed client id. */
  private Optional<Application> application(Was it) {
    ObjectNode was = it.document();
    JsonNode given = was.path("clientId");
    Optional<String> clientId =
        given.isTextual()
            ? Optional.of(given.textValue())
            : past.open(given).map(Personal.Known::value);
    return clientId.map(id ->
        new Application(
            it.id(),
            id,
            new Personal.Known(secrets.clientSecret(id), key),
            text(was, "name"),
            was.path("description").textValue(),
            was.path("applicationUri").textValue(),
            was.path("redirectUri").textValue(),
            own(was.path("avatarEmail"))));
  }

  /** A value of the namespace's own. */
  private @Nullable Personal own(JsonNode value) {
    return past.open(value).map(known -> new Personal.Known(known.value(), key)).orElse(null);
  }

  private Instant created(Was it) {
    return Objects.requireNonNull(past.created().get(it.name()));
  }

  private static long second(Was it) {
    return Long.parseLong(it.ids()[1]);
  }

  private static String text(JsonNode was, String field) {
    return was.path(field).asText();
  }

  private static <T> @Nullable T orNull(JsonNode value, Function<JsonNode, T> read) {
    return value.isNull() || value.isMissingNode() ? null : read.apply(value);
  }
}
