package dev.wharfinger.accounts.restoration;

import dev.wharfinger.accounts.restoration.RestorationEvent.Application;
import dev.wharfinger.accounts.restoration.RestorationEvent.DefaultPermission;
import dev.wharfinger.accounts.restoration.RestorationEvent.Member;
import dev.wharfinger.accounts.restoration.RestorationEvent.Permission;
import dev.wharfinger.accounts.restoration.RestorationEvent.Policy;
import dev.wharfinger.accounts.restoration.RestorationEvent.ProxyCache;
import dev.wharfinger.accounts.restoration.RestorationEvent.Quota;
import dev.wharfinger.accounts.restoration.RestorationEvent.QuotaLimit;
import dev.wharfinger.accounts.restoration.RestorationEvent.Repository;
import dev.wharfinger.accounts.restoration.RestorationEvent.Robot;
import dev.wharfinger.accounts.restoration.RestorationEvent.Team;
import dev.wharfinger.platform.id.RepositoryId;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What one event restores. */
public record RestoredContent(
    List<Team> teams,
    List<Robot> robots,
    List<Repository> repositories,
    List<Member> members,
    List<Permission> permissions,
    List<DefaultPermission> defaultPermissions,
    List<Policy> policies,
    List<Quota> quotas,
    List<QuotaLimit> quotaLimits,
    List<ProxyCache> proxyCaches,
    List<Application> applications) {

  public RestoredContent {
    teams = List.copyOf(teams);
    robots = List.copyOf(robots);
    repositories = List.copyOf(repositories);
    members = List.copyOf(members);
    permissions = List.copyOf(permissions);
    defaultPermissions = List.copyOf(defaultPermissions);
    policies = List.copyOf(policies);
    quotas = List.copyOf(quotas);
    quotaLimits = List.copyOf(quotaLimits);
    proxyCaches = List.copyOf(proxyCaches);
    applications = List.copyOf(applications);
  }

  /** Some of the repositories, with their permissions and policies, and nothing else. */
  RestoredContent ofRepositories(Predicate<Repository> chosen) {
    List<Repository> some = repositories.stream().filter(chosen).toList();
    Set<RepositoryId> ids = some.stream().map(Repository::id).collect(Collectors.toSet());
    return new RestoredContent(
        List.of(),
        List.of(),
        some,
        List.of(),
        permissions.stream().filter(it -> ids.contains(it.repository())).toList(),
        List.of(),
        policies.stream()
            .filter(it -> it.repository() != null && ids.contains(it.repository()))
            .toList(),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }
}
