package dev.wharfinger.accounts.restoration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.accounts.restoration.RestorationEvent.LeftOut;
import dev.wharfinger.accounts.restoration.RestorationEvent.OrganizationRepositoriesRestored;
import dev.wharfinger.accounts.restoration.RestorationEvent.OrganizationRestored;
import dev.wharfinger.accounts.restoration.RestorationEvent.Permission;
import dev.wharfinger.accounts.restoration.RestorationEvent.Policy;
import dev.wharfinger.accounts.restoration.RestorationEvent.Repository;
import dev.wharfinger.platform.id.OrganizationId;
import dev.wharfinger.platform.id.RepositoryId;
import dev.wharfinger.platform.vault.Personal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The records of a restored organization: the first one has everything if it is long enough for
 * that, and otherwise all but the repositories, which follow in records of their own.
 */
final class OrganizationParts {

  /**
   * About how many bytes of repositories are in one record. What is made of a record while it is
   * projected, for the rows, the history and the feed, is many times as long, and all of it is on
   * the heap at once.
   */
  private static final int BYTES = 300_000;

  private static final int BYTES_OF_REPOSITORY = 600;
  private static final int BYTES_OF_PERMISSION = 120;
  private static final int BYTES_OF_POLICY = 600;
  private static final int BYTES_OF_CHARACTER = 4;

  private OrganizationParts() {}

  /** The events of the first record. */
  static List<RestorationEvent> events(Former was, UUID key, Survivors survivors) {
    RestoredContent all = survivors.content();
    List<RestoredContent> groups = groups(all);
    boolean together = groups.size() <= 1;
    List<LeftOut> leftOut = new ArrayList<>(was.secrets());
    List<LeftOut> ofRepositories = new ArrayList<>();
    survivors
        .leftOut()
        .forEach(it -> (it.part().contains("-permission/") ? ofRepositories : leftOut).add(it));
    OrganizationId id = new OrganizationId(was.state().id());
    List<RestorationEvent> events = new ArrayList<>();
    events.add(organization(was, key, together ? 0 : all.repositories().size(), all, leftOut));
    if (together && !groups.isEmpty()) {
      events.add(
          new OrganizationRepositoriesRestored(
              id, 0, was.seq(), groups.getFirst(), ofRepositories));
    }
    return events;
  }

  private static OrganizationRestored organization(
      Former was, UUID key, int repositories, RestoredContent all, List<LeftOut> leftOut) {
    ObjectNode state = was.state().document();
    return new OrganizationRestored(
        new OrganizationId(was.state().id()),
        state.path("name").asText(),
        key,
        own(was, state.path("email"), key),
        UUID.fromString(state.path("emailStandIn").asText()),
        state.path("invoiceEmail").asBoolean(),
        own(was, state.path("invoiceAddress"), key),
        state.path("tagExpirationSeconds").asLong(),
        Objects.requireNonNull(was.created()),
        repositories,
        was.seq(),
        withoutRepositories(all),
        leftOut);
  }

  private static @Nullable Personal own(Former was, JsonNode value, UUID key) {
    return was.open(value).map(known -> new Personal.Known(known.value(), key)).orElse(null);
  }

  private static RestoredContent withoutRepositories(RestoredContent all) {
    return new RestoredContent(
        all.teams(),
        all.robots(),
        List.of(),
        all.members(),
        List.of(),
        all.defaultPermissions(),
        all.policies().stream().filter(it -> it.repository() == null).toList(),
        all.quotas(),
        all.quotaLimits(),
        all.proxyCaches(),
        all.applications());
  }

  /** The repositories with what hangs on them, in as many groups as records are needed. */
  static List<RestoredContent> groups(RestoredContent all) {
    Map<RepositoryId, List<Permission>> permissions =
        all.permissions().stream().collect(Collectors.groupingBy(Permission::repository));
    Map<RepositoryId, List<Policy>> policies = new HashMap<>();
    for (Policy policy : all.policies()) {
      if (policy.repository() != null) {
        policies.computeIfAbsent(policy.repository(), _ -> new ArrayList<>()).add(policy);
      }
    }
    List<RestoredContent> groups = new ArrayList<>();
    List<Repository> group = new ArrayList<>();
    long bytes = 0;
    for (Repository repository : all.repositories()) {
      long more =
          bytes(
              repository,
              permissions.getOrDefault(repository.id(), List.of()).size(),
              policies.getOrDefault(repository.id(), List.of()).size());
      if (!group.isEmpty() && bytes + more > BYTES) {
        groups.add(group(group, permissions, policies));
        group = new ArrayList<>();
        bytes = 0;
      }
      group.add(repository);
      bytes += more;
    }
    if (!group.isEmpty()) {
      groups.add(group(group, permissions, policies));
    }
    return groups;
  }

  private static long bytes(Repository repository, int permissions, int policies) {
    return BYTES_OF_REPOSITORY
        + (long) BYTES_OF_CHARACTER * repository.description().orElse("").length()
        + (long) BYTES_OF_PERMISSION * permissions
        + (long) BYTES_OF_POLICY * policies;
  }

  private static RestoredContent group(
      List<Repository> repositories,
      Map<RepositoryId, List<Permission>> permissions,
      Map<RepositoryId, List<Policy>> policies) {
    return new RestoredContent(
        List.of(),
        List.of(),
        repositories,
        List.of(),
        repositories.stream()
            .flatMap(it -> permissions.getOrDefault(it.id(), List.of()).stream())
            .toList(),
        List.of(),
        repositories.stream()
            .flatMap(it -> policies.getOrDefault(it.id(), List.of()).stream())
            .toList(),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }
}
