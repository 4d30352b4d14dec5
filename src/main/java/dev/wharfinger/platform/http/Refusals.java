package dev.wharfinger.platform.http;

import dev.wharfinger.platform.journal.Area;
import dev.wharfinger.platform.journal.CommonRejection;
import dev.wharfinger.platform.journal.Rejection;
import io.quarkus.arc.All;
import io.quarkus.runtime.Startup;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds what a client is told when a command is rejected. Startup fails if an area declares reasons
 * that no {@link Errors} or two of them know, or if there are {@link Errors} for undeclared ones.
 */
@Singleton
@Startup
public class Refusals {

  /** The reasons of the platform, which belong to no area. */
  private static final List<Class<? extends Rejection>> OWN =
      List.of(CommonRejection.class, RequestRejection.class);

  private final Map<Class<?>, Errors<?>> byReasons = new HashMap<>();

  /**
   * Holds the errors against the reasons that the areas declare.
   *
   * @throws IllegalArgumentException when they do not fit
   */
  @Inject
  public Refusals(@All List<Errors<?>> errors, @All List<Area<?>> areas) {
    for (Errors<?> some : errors) {
      if (byReasons.putIfAbsent(some.reasons(), some) != null) {
        throw new IllegalArgumentException(some.reasons() + " has two classes of errors");
      }
    }
    Map<Class<?>, Errors<?>> undeclared = new HashMap<>(byReasons);
    require(OWN, undeclared);
    areas.forEach(area -> require(area.rejections(), undeclared));
    if (!undeclared.isEmpty()) {
      throw new IllegalArgumentException(undeclared.keySet() + " are declared by no area");
    }
  }

  private static void require(
      Collection<Class<? extends Rejection>> reasons, Map<Class<?>, Errors<?>> undeclared) {
    for (Class<? extends Rejection> some : reasons) {
      if (undeclared.remove(some) == null) {
        throw new IllegalArgumentException(some + " has no errors, or is declared twice");
      }
    }
  }

  /** The refusal for this reason. */
  public ApiError of(Rejection reason) {
    return byReasons.values().stream()
        .filter(errors -> errors.reasons().isInstance(reason))
        .findFirst()
        .map(errors -> of(errors, reason))
        .orElseThrow(() -> new IllegalStateException(reason.getClass() + " is of no area"));
  }

  private static <R extends Rejection> ApiError of(Errors<R> errors, Rejection reason) {
    return errors.of(errors.reasons().cast(reason));
  }
}
