package dev.wharfinger.records.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.accounts.application.ApplicationEvent;
import dev.wharfinger.accounts.organization.OrganizationEvent;
import dev.wharfinger.accounts.organization.OwnershipEvent;
import dev.wharfinger.accounts.restoration.RestorationEvent;
import dev.wharfinger.accounts.restoration.RestoredContent;
import dev.wharfinger.accounts.robot.RobotEvent;
import dev.wharfinger.accounts.team.TeamEvent;
import dev.wharfinger.accounts.team.TeamRole;
import dev.wharfinger.accounts.user.UserEvent;
import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.id.OrganizationId;
import dev.wharfinger.platform.id.RepositoryId;
import dev.wharfinger.platform.id.TeamId;
import dev.wharfinger.platform.journal.AuditTrail;
import dev.wharfinger.platform.journal.Event;
import dev.wharfinger.platform.journal.EveryArea;
import dev.wharfinger.platform.journal.Frames;
import dev.wharfinger.platform.journal.SealedRecord;
import dev.wharfinger.platform.vault.Personal;
import dev.wharfinger.registries.immutability.ImmutabilityEvent;
import dev.wharfinger.repositories.autoprune.AutoPruneEvent;
import dev.wharfinger.repositories.mirror.MirrorEvent;
import dev.wharfinger.repositories.permission.PermissionEvent;
import dev.wharfinger.repositories.permission.PrototypeEvent;
import dev.wharfinger.repositories.proxycache.ProxyCacheEvent;
import dev.wharfinger.repositories.quota.QuotaEvent;
import dev.wharfinger.repositories.repository.RepositoryEvent;
import dev.wharfinger.repositories.repositorynotification.RepositoryNotificationEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * A registry in memory to which random things happen: what each entity is, by the rules of the
 * audit feed, told again in the plainest way.
 */
final class HistoryWorld {

  private static final AutoPruneEvent.Terms TEN =
      new AutoPruneEvent.Terms(AutoPruneEvent.Method.NUMBER_OF_TAGS, "10", null, true);

  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * An entity.
   *
   * @param parents whose end ends it
   */
  record Thing(long namespace, Set<String> parents, ObjectNode fields) {}

  /** With so many of a kind one goes when another would come, so that there is not ever more. */
  private static final int MOST = 25;

  private final Random random;
  private final TreeMap<String, Thing> things = new TreeMap<>();
  private final Map<String, Set<String>> parts = new TreeMap<>();
  private final List<TeamEvent.TeamDeleted> goneTeams = new ArrayList<>();
  private long ids = 1;
  private long ended;
  private long seq;

  HistoryWorld(long seed) {
    random = new Random(seed);
  }

  /** What there is, by name, as a copy. */
  Map<String, JsonNode> documents() {
    Map<String, JsonNode> documents = new TreeMap<>();
    things.forEach((name, thing) -> documents.put(name, thing.fields().deepCopy()));
    return documents;
  }

  /** The names of what is part of an owner. */
  Set<String> partsOf(String owner) {
    return Set.copyOf(parts.getOrDefault(owner, Set.of()));
  }

  long seq() {
    return seq;
  }

  /** How many lives of accounts, teams and repositories ended. */
  long ended() {
    return ended;
  }

  /** The next record, of one to three events. */
  SealedRecord record() {
    seq++;
    List<SealedRecord.Told> told = new ArrayList<>();
    for (int left = 1 + random.nextInt(3); left > 0; left--) {
      Event event = event();
      AuditTrail trail = EveryArea.AREAS.audit(event);
      apply(trail);
      told.add(new SealedRecord.Told(Frames.CODEC.nameOf(event), trail));
    }
    ObjectNode actor = JSON.createObjectNode().put("account", 1);
    return new SealedRecord(
        seq, "2026-08-21T12:00:%02d.%03dZ".formatted(seq / 1000 % 60, seq % 1000), actor, told);
  }

  private void apply(AuditTrail trail) {
    long namespace = trail.account().orElseThrow().value();
    for (AuditTrail.Step step : trail.steps()) {
      switch (step) {
        case AuditTrail.Put put -> put(put, namespace);
        case AuditTrail.End end -> end(end.entity().name());
        case AuditTrail.EndAll all -> {
          Set<String> owners =
              all.owners().stream().map(AuditTrail.Entity::name).collect(Collectors.toSet());
          partsOf(owners.iterator().next()).stream()
              .filter(it -> all.kinds().contains(HistoryKinds.of(it)))
              .filter(it -> Objects.requireNonNull(things.get(it)).parents().containsAll(owners))
              .forEach(this::end);
        }
      }
    }
  }

  private void put(AuditTrail.Put put, long namespace) {
    String name = put.entity().name();
    if (!HistoryKinds.isKept(put.entity().kind())) {
      return;
    }
    Thing thing =
        things.computeIfAbsent(
            name,
            _ -> {
              Set<String> parents = new HashSet<>();
              put.owners().forEach(owner -> parents.add(owner.name()));
              parents.add("namespace/" + namespace);
              parents.forEach(it -> parts.computeIfAbsent(it, _ -> new TreeSet<>()).add(name));
              return new Thing(namespace, parents, JSON.createObjectNode());
            });
    put.fields().forEach((field, value) -> thing.fields().set(field, Frames.CODEC.sealed(value)));
  }

  private void end(String name) {
    Thing gone = things.remove(name);
    if (gone == null) {
      return;
    }
    if (HistoryKinds.NAMED.contains(HistoryKinds.of(name))) {
      ended++;
    }
    gone.parents().forEach(it -> parts.getOrDefault(it, Set.of()).remove(name));
    for (String anchor : List.of(name, name.replaceFirst("^account/", "namespace/"))) {
      partsOf(anchor).forEach(this::end);
    }
  }

  private Event event() {
    while (true) {
      Optional<Event> event = attempt(random.nextInt(108));
      if (event.isPresent()) {
        return event.get();
      }
    }
  }

  private Optional<Event> attempt(int dice) {
    if (dice < 4) {
      if (accounts(true).size() >= MOST) {
        return any(true)
            .map(org -> new OrganizationEvent.OrganizationDeleted(new OrganizationId(org), "x"));
      }
      return any(false)
          .map(user ->
              new OrganizationEvent.OrganizationCreated(
                  new OrganizationId(ids++),
                  "org-" + random.nextInt(20),
                  key(),
                  secret(),
                  key(),
                  new TeamId(ids++),
                  ids++,
                  new AccountId(user),
                  60));
    }
    if (dice < 8) {
      if (accounts(false).size() >= MOST) {
        return any(false)
            .map(user -> new UserEvent.UserDeleted(new AccountId(user), secret(), key()));
      }
      return Optional.of(
          new UserEvent.UserCreated(
              new AccountId(ids++),
              secret(),
              key(),
              null,
              key(),
              secret(),
              true,
              60,
              UserEvent.Origin.SIGNED_UP));
    }
    if (dice < 10) {
      return any(false)
          .map(user ->
              random.nextInt(4) == 0
                  ? new UserEvent.UserDeleted(new AccountId(user), secret(), key())
                  : new UserEvent.UserDisabled(new AccountId(user), secret()));
    }
    return any(true).flatMap(org -> ofOrganization(new OrganizationId(org), dice));
  }

  private Optional<Event> ofOrganization(OrganizationId org, int dice) {
    AccountId account = org.account();
    return switch (dice / 3) {
      case 3 ->
          Optional.of(
              new OrganizationEvent.OrganizationRenamed(org, "x", "org-" + random.nextInt(20)));
      case 4 ->
          random.nextInt(6) == 0
              ? Optional.of(new OrganizationEvent.OrganizationDeleted(org, "x"))
              : Optional.of(new OrganizationEvent.OrganizationInvoiceEmailSet(org, "x", flag()));
      case 5, 6 ->
          Optional.of(
              new TeamEvent.TeamCreated(
                  org, new TeamId(ids++), "t" + random.nextInt(5), TeamRole.MEMBER, ""));
      case 7 ->
          team(org)
              .map(team ->
                  random.nextInt(3) == 0
                      ? deleted(org, team)
                      : new TeamEvent.TeamRoleChanged(org, team, "t", TeamRole.ADMIN));
      case 8, 9, 10, 11 ->
          team(org)
              .flatMap(team ->
                  any(false)
                      .map(user ->
                          flag()
                              ? new TeamEvent.TeamMemberAdded(
                                  org, team, "t", ids++, new AccountId(user), secret())
                              : new TeamEvent.TeamMemberRemoved(
                                  org, team, "t", new AccountId(user), secret())));
      case 12 ->
          any(false).map(user -> new TeamEvent.OrganizationMemberRemoved(org, new AccountId(user)));
      case 13, 14, 15 -> Optional.of(created(account));
      case 16, 17 ->
          repository(account)
              .map(repository ->
                  random.nextInt(3) == 0
                      ? new RepositoryEvent.RepositoryDeleted(repository, "r", account, secret())
                      : new RepositoryEvent.RepositoryVisibilitySet(
                          repository, "r", account, secret(), flag()));
      case 18, 19, 20 -> repository(account).flatMap(it -> permission(org, it));
      case 21, 22 -> prototype(org);
      case 23, 24 -> quota(account);
      case 25, 26 -> robot(account);
      case 27 ->
          random.nextInt(3) > 0
              ? Optional.of(
                  new ProxyCacheEvent.ProxyCacheCreated(
                      org, "quay.io", secret(), secret(), key(), random.nextInt(9), flag()))
              : Optional.of(new ProxyCacheEvent.ProxyCacheDeleted(org));
      case 28 ->
          Optional.of(
              new AutoPruneEvent.AutoPrunePolicyCreated(ids++, key(), account, secret(), TEN));
      case 29 ->
          repository(account)
              .map(repository ->
                  new AutoPruneEvent.RepositoryAutoPrunePolicyCreated(
                      ids++,
                      key(),
                      account,
                      secret(),
                      new AutoPruneEvent.Repository(repository, "r"),
                      TEN));
      case 33 ->
          Optional.of(
              new ImmutabilityEvent.ImmutabilityPolicyCreated(
                  ids++,
                  key(),
                  account,
                  secret(),
                  repository(account)
                      .filter(_ -> flag())
                      .map(repository -> new ImmutabilityEvent.Repository(repository, "r"))
                      .orElse(null),
                  new ImmutabilityEvent.Terms("v.*", flag())));
      case 32 ->
          repository(account)
              .map(repository ->
                  new RepositoryNotificationEvent.RepositoryNotificationCreated(
                      ids++,
                      key(),
                      repository,
                      account,
                      secret(),
                      "r",
                      "told",
                      "repo_push",
                      "webhook",
                      secret(),
                      "{}",
                      null));
      case 30 ->
          Optional.of(
              new ApplicationEvent.ApplicationCreated(
                  ids++, org, "C" + ids, secret(), "app", "", "", "", null));
      case 31 ->
          any(false)
              .map(user ->
                  new OwnershipEvent.UserConverted(
                      new OrganizationId(user), secret(), account, new TeamId(ids++), ids++));
      case 34, 35 -> restored(org);
      case 36 -> repository(account).flatMap(it -> mirror(it, account));
      default -> Optional.empty();
    };
  }

  private Event deleted(OrganizationId org, TeamId team) {
    TeamEvent.TeamDeleted deleted = new TeamEvent.TeamDeleted(org, team, "t");
    goneTeams.add(deleted);
    return deleted;
  }

  /** A team that was deleted by itself is there again, with a member that it may have had. */
  private Optional<Event> restored(OrganizationId org) {
    Optional<TeamEvent.TeamDeleted> team =
        goneTeams.stream().filter(it -> it.organization().equals(org)).findFirst();
    return team.flatMap(it ->
        any(false)
            .map(user -> {
              goneTeams.remove(it);
              return new RestorationEvent.TeamRestored(
                  org.account(), it.team(), "t", seq, content(it.team(), user), List.of());
            }));
  }

  private RestoredContent content(TeamId team, long user) {
    return new RestoredContent(
        List.of(new RestorationEvent.Team(team, "t", "MEMBER", "")),
        List.of(),
        List.of(),
        List.of(new RestorationEvent.Member(ids++, team, new AccountId(user), secret())),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  private Event created(AccountId account) {
    List<RepositoryEvent.Grant> grants = new ArrayList<>();
    any(false)
        .ifPresent(user ->
            grants.add(
                new RepositoryEvent.Grant(
                    ids++, new AccountId(user), null, RepositoryEvent.Role.ADMIN)));
    return new RepositoryEvent.RepositoryCreated(
        new RepositoryId(ids++),
        "r" + random.nextInt(9),
        account,
        secret(),
        flag(),
        secret(),
        key(),
        grants);
  }

  private Optional<Event> permission(OrganizationId org, RepositoryId repository) {
    PermissionEvent.RepositoryRef place =
        new PermissionEvent.RepositoryRef(repository, "r", org.account(), secret());
    RepositoryEvent.Role role = flag() ? RepositoryEvent.Role.READ : RepositoryEvent.Role.WRITE;
    if (flag()) {
      return team(org)
          .map(team ->
              flag()
                  ? new PermissionEvent.TeamPermissionSet(place, ids++, team, "t", role)
                  : new PermissionEvent.TeamPermissionRemoved(place, team, "t"));
    }
    return any(false)
        .map(AccountId::new)
        .map(user ->
            flag()
                ? new PermissionEvent.AccountPermissionSet(place, ids++, user, secret(), role)
                : new PermissionEvent.AccountPermissionRemoved(place, user, secret()));
  }

  /** The permission of the robot is one of an account. */
  private Optional<Event> mirror(RepositoryId repository, AccountId account) {
    MirrorEvent.Place place = new MirrorEvent.Place(repository, "r", account, secret());
    if (flag()) {
      return Optional.of(new MirrorEvent.MirrorSyncRequested(place, 3));
    }
    return any(false)
        .map(AccountId::new)
        .map(robot ->
            new MirrorEvent.RepositoryMirrorCreated(
                place,
                new MirrorEvent.Settings(
                    flag(),
                    "quay.io/acme/web",
                    secret(),
                    flag() ? new MirrorEvent.Credential(secret(), key()) : null,
                    new MirrorEvent.Connection(true, null, null),
                    List.of("v*"),
                    60,
                    Instant.EPOCH,
                    300,
                    List.of()),
                robot,
                flag() ? ids++ : null));
  }

  private Optional<Event> prototype(OrganizationId org) {
    return any(false)
        .flatMap(user ->
            team(org)
                .map(team -> {
                  PrototypeEvent.Rule rule =
                      new PrototypeEvent.Rule(
                          key(),
                          new PrototypeEvent.Account(new AccountId(user), secret()),
                          null,
                          new PrototypeEvent.Team(team, "t"));
                  return new PrototypeEvent.PrototypeCreated(
                      org, ids++, rule, RepositoryEvent.Role.READ);
                }));
  }

  private Optional<Event> quota(AccountId account) {
    Optional<Long> quota = oneOf("quota", "namespace/" + account.value());
    QuotaEvent.Family family = QuotaEvent.Family.ORGANIZATION;
    if (quota.isEmpty()) {
      return Optional.of(new QuotaEvent.QuotaCreated(ids++, account, secret(), 100, family));
    }
    return switch (random.nextInt(4)) {
      case 0 -> Optional.of(new QuotaEvent.QuotaDeleted(quota.get(), account, secret(), 1, family));
      case 1 ->
          Optional.of(
              new QuotaEvent.QuotaChanged(
                  quota.get(), account, secret(), random.nextInt(900), 1, family));
      default ->
          Optional.of(
              new QuotaEvent.QuotaLimitCreated(
                  ids++,
                  quota.get(),
                  account,
                  secret(),
                  QuotaEvent.LimitType.REJECT,
                  "Reject",
                  50,
                  family));
    };
  }

  private Optional<Event> robot(AccountId owner) {
    Optional<Long> robot =
        partsOf("namespace/" + owner.value()).stream()
            .filter(it -> it.startsWith("account/"))
            .map(HistoryKinds::id)
            .filter(id -> id != owner.value())
            .min(Comparator.naturalOrder());
    if (robot.isPresent() && flag()) {
      AccountId id = new AccountId(robot.get());
      return Optional.of(
          flag()
              ? new RobotEvent.RobotDeleted(id, owner, "r")
              : new RobotEvent.RobotTokenRegenerated(id, owner, "r", secret()));
    }
    return Optional.of(
        new RobotEvent.RobotCreated(
            new AccountId(ids++),
            owner,
            "robot-" + random.nextInt(5),
            key(),
            key(),
            secret(),
            null,
            secret()));
  }

  private Optional<TeamId> team(OrganizationId org) {
    return oneOf("team", "namespace/" + org.account().value()).map(TeamId::new);
  }

  private Optional<RepositoryId> repository(AccountId account) {
    return oneOf("repository", "namespace/" + account.value()).map(RepositoryId::new);
  }

  private Optional<Long> oneOf(String kind, String owner) {
    return choose(
        partsOf(owner).stream().filter(it -> it.startsWith(kind + "/")).sorted().toList());
  }

  private Optional<Long> any(boolean organization) {
    return choose(accounts(organization));
  }

  private List<String> accounts(boolean organization) {
    // "0" follows "/"
    return things.subMap("account/", "account0").entrySet().stream()
        .filter(it ->
            it.getValue()
                .fields()
                .path("kind")
                .asText()
                .equals(organization ? "ORGANIZATION" : "USER"))
        .map(Map.Entry::getKey)
        .toList();
  }

  private Optional<Long> choose(List<String> names) {
    return names.isEmpty()
        ? Optional.empty()
        : Optional.of(HistoryKinds.id(names.get(random.nextInt(names.size()))));
  }

  private boolean flag() {
    return random.nextBoolean();
  }

  private UUID key() {
    return new UUID(random.nextLong(), random.nextLong());
  }

  private Personal secret() {
    return new Personal.Sealed(key(), "command", "box" + random.nextInt());
  }
}
