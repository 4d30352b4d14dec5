package dev.wharfinger.accounts.restoration;

import dev.wharfinger.accounts.restoration.RestorationEvent.DefaultPermission;
import dev.wharfinger.accounts.restoration.RestorationEvent.Member;
import dev.wharfinger.accounts.restoration.RestorationEvent.Permission;
import dev.wharfinger.accounts.restoration.RestorationEvent.Policy;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What must be there so that a part can be restored, by the names of the audit feed. */
final class References {

  private References() {}

  static List<String> of(Member it) {
    return List.of(Present.name(it.team()), Present.name(it.account()));
  }

  static List<String> of(Permission it) {
    return Stream.of(
            Stream.of(Present.name(it.repository())),
            Stream.ofNullable(it.account()).map(Present::name),
            Stream.ofNullable(it.team()).map(Present::name))
        .flatMap(names -> names)
        .toList();
  }

  static List<String> of(DefaultPermission it) {
    return Stream.of(
            Stream.ofNullable(it.activatingUser()).map(user -> Present.name(user.id())),
            Stream.ofNullable(it.delegateAccount()).map(account -> Present.name(account.id())),
            Stream.ofNullable(it.delegateTeam()).map(team -> Present.name(team.id())))
        .flatMap(names -> names)
        .toList();
  }

  static List<String> of(Policy it) {
    return Stream.ofNullable(it.repository()).map(Present::name).toList();
  }

  /** What the content itself has. */
  static Set<String> within(RestoredContent content) {
    Set<String> names = new HashSet<>();
    content.robots().forEach(it -> names.add(Present.name(it.id())));
    content.teams().forEach(it -> names.add(Present.name(it.id())));
    content.repositories().forEach(it -> names.add(Present.name(it.id())));
    return names;
  }

  /** What the content refers to and does not have itself. */
  static Set<String> of(RestoredContent content) {
    Set<String> names = new HashSet<>();
    content.members().forEach(it -> names.addAll(of(it)));
    content.permissions().forEach(it -> names.addAll(of(it)));
    content.defaultPermissions().forEach(it -> names.addAll(of(it)));
    content.policies().forEach(it -> names.addAll(of(it)));
    names.removeAll(within(content));
    return names;
  }
}
