package dev.wharfinger.architecture;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

/** Districts lie one above the other, and imports point downwards only. */
final class UseOnlyWhatIsBelow extends ArchCondition<JavaClass> {

  UseOnlyWhatIsBelow() {
    super("use only what is in their own district or below it");
  }

  @Override
  public void check(JavaClass item, ConditionEvents events) {
    int own = Walls.DISTRICTS.indexOf(Walls.district(item));
    for (Dependency dependency : item.getDirectDependenciesFromSelf()) {
      int other = Walls.DISTRICTS.indexOf(Walls.district(dependency.getTargetClass()));
      if (other >= 0 && other < own) {
        events.add(SimpleConditionEvent.violated(item, dependency.getDescription()));
      }
    }
  }
}
