package dev.wharfinger.accounts.restoration;

import dev.wharfinger.accounts.restoration.RestorationEvent.LeftOut;
import dev.wharfinger.accounts.restoration.RestorationEvent.Reason;
import dev.wharfinger.records.log.LogEntry;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * What of the past can be there again: what refers only to what is there now or is restored too.
 *
 * @param leftOut what cannot, each with what is in its way
 */
record Survivors(RestoredContent content, List<LeftOut> leftOut) {

  Survivors {
    leftOut = List.copyOf(leftOut);
  }

  /** Chooses them, and draws the ids that the history does not have. */
  static Survivors of(RestoredContent past, Present present, LongSupplier ids) {
    List<LeftOut> leftOut = new ArrayList<>();
    List<RestorationEvent.Repository> repositories = new ArrayList<>();
    for (RestorationEvent.Repository repository : past.repositories()) {
      if (present.takenRepositories().contains(repository.name())) {
        leftOut.add(
            new LeftOut(
                Present.name(repository.id()), "repository", repository.name(), Reason.NAME_TAKEN));
      } else {
        repositories.add(repository);
      }
    }
    Set<String> there = new HashSet<>(present.there());
    there.addAll(References.within(past));
    leftOut.forEach(it -> there.remove(it.part()));
    Choice choice = new Choice(present, there, leftOut);
    return new Survivors(
        new RestoredContent(
            past.teams(),
            past.robots(),
            repositories,
            choice.of(
                past.members(),
                References::of,
                it -> "team-member/%d/%d".formatted(it.team().value(), it.account().value())),
            choice.of(past.permissions(), References::of, Survivors::name),
            choice
                .of(past.defaultPermissions(), References::of, it -> "prototype/" + it.uuid())
                .stream()
                .map(it ->
                    new RestorationEvent.DefaultPermission(
                        ids.getAsLong(),
                        it.uuid(),
                        it.activatingUser(),
                        it.delegateAccount(),
                        it.delegateTeam(),
                        it.role()))
                .toList(),
            choice
                .of(past.policies(), References::of, it -> it.kind().word() + "/" + it.uuid())
                .stream()
                .map(it ->
                    new RestorationEvent.Policy(
                        ids.getAsLong(), it.uuid(), it.repository(), it.kind(), it.terms()))
                .toList(),
            past.quotas(),
            past.quotaLimits(),
            past.proxyCaches(),
            past.applications()),
        leftOut);
  }

  /** Whether something is left out that is no secret. */
  Optional<LeftOut> firstLeftOut() {
    return leftOut.stream().filter(it -> it.reason() != Reason.SECRET).findFirst();
  }

  private static String name(RestorationEvent.Permission it) {
    return it.account() == null
        ? "team-permission/%d/%s".formatted(it.repository().value(), it.team())
        : "account-permission/%d/%d".formatted(it.repository().value(), it.account().value());
  }

  private record Choice(Present present, Set<String> there, List<LeftOut> leftOut) {

    /** Those of which all is there that they refer to; the others are left out. */
    <T> List<T> of(List<T> parts, Function<T, List<String>> references, Function<T, String> name) {
      List<T> chosen = new ArrayList<>();
      for (T part : parts) {
        Optional<String> missing =
            references.apply(part).stream().filter(it -> !there.contains(it)).findFirst();
        if (missing.isEmpty()) {
          chosen.add(part);
        } else {
          leftOut.add(because(name.apply(part), missing.get()));
        }
      }
      return chosen;
    }

    private LeftOut because(String part, String missing) {
      LeftOut known = present.missing().get(missing);
      return known == null
          ? leftOut.stream()
              .filter(it -> it.part().equals(missing))
              .findFirst()
              .map(it -> new LeftOut(part, it.kind(), it.name(), it.reason()))
              .orElseGet(() ->
                  new LeftOut(
                      part,
                      missing.substring(0, missing.indexOf('/')),
                      LogEntry.ERASED,
                      Reason.DELETED))
          : new LeftOut(part, known.kind(), known.name(), known.reason());
    }
  }
}
