package dev.wharfinger.architecture;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

/** Areas know of each other what happened and what can be seen, and not how. */
final class MeetThroughEventsAndViews extends ArchCondition<JavaClass> {

  MeetThroughEventsAndViews() {
    super("meet other areas through events and views");
  }

  @Override
  public void check(JavaClass item, ConditionEvents events) {
    for (Dependency dependency : item.getDirectDependenciesFromSelf()) {
      JavaClass target = dependency.getTargetClass();
      if (Walls.isArea(target)
          && !Walls.place(target).equals(Walls.place(item))
          && !Walls.isShown(target)) {
        events.add(SimpleConditionEvent.violated(item, dependency.getDescription()));
      }
    }
  }
}
