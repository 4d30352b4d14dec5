package dev.wharfinger.app.engine;

import dev.wharfinger.platform.id.Id;
import dev.wharfinger.platform.journal.Actor;
import dev.wharfinger.platform.journal.Event;
import dev.wharfinger.platform.vault.Personal;
import org.graalvm.nativeimage.hosted.Feature;
import org.graalvm.nativeimage.hosted.RuntimeReflection;

/**
 * Keeps for the codec, in a native executable, what an area's sealed interface of events holds: the
 * events and the records that they are made of. {@code application.properties} names it to the
 * builder.
 */
public final class EventReflection implements Feature {

  @Override
  public void beforeAnalysis(BeforeAnalysisAccess access) {
    keep(Actor.class);
    registerNestedTypes(Personal.class);
    for (Class<?> id : Id.class.getPermittedSubclasses()) {
      keep(id);
    }
    access.registerSubtypeReachabilityHandler(
        (_, event) -> registerNestedTypes(event), Event.class);
  }

  private static void registerNestedTypes(Class<?> type) {
    for (Class<?> member : type.getNestHost().getNestMembers()) {
      keep(member);
    }
  }

  private static void keep(Class<?> type) {
    RuntimeReflection.register(type);
    RuntimeReflection.registerAllConstructors(type);
    RuntimeReflection.registerAllMethods(type);
    RuntimeReflection.registerAllFields(type);
    if (type.isRecord()) {
      RuntimeReflection.registerAllRecordComponents(type);
    }
    if (type.isSealed()) {
      RuntimeReflection.registerAllPermittedSubclasses(type);
    }
  }
}
