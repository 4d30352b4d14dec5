package dev.wharfinger.platform.http;

import jakarta.ws.rs.Path;
import org.graalvm.nativeimage.hosted.Feature;
import org.graalvm.nativeimage.hosted.RuntimeReflection;

/**
 * Keeps the methods of operations in a native executable, where the matched route is asked for its
 * {@link ApiOperation}. {@code application.properties} names it to the builder.
 */
public final class OperationReflection implements Feature {

  private static final String OURS = "dev.wharfinger.";

  @Override
  public void beforeAnalysis(BeforeAnalysisAccess access) {
    access.registerSubtypeReachabilityHandler((_, type) -> keep(type), Object.class);
  }

  private static void keep(Class<?> type) {
    if (type.getName().startsWith(OURS) && type.isAnnotationPresent(Path.class)) {
      RuntimeReflection.register(type);
      RuntimeReflection.registerAllMethods(type);
    }
  }
}
