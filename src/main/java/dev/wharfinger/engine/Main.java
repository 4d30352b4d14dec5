package dev.wharfinger.engine;

import dev.wharfinger.http.ConnectionGuards;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;
import jakarta.inject.Inject;
import java.util.List;

/** Serves; or, as {@code rebuild}, makes the read models anew and ends. */
@QuarkusMain
public class Main implements QuarkusApplication {

  private final RebuildCommand rebuild;

  @Inject
  Main(RebuildCommand rebuild) {
    this.rebuild = rebuild;
  }

  public static void main(String... arguments) {
    if (isRebuild(arguments)) {
      // Beside the instances that serve: no port of its own, no scheduled work; the table alone on
      // standard output.
      System.setProperty("quarkus.banner.enabled", "false");
      System.setProperty("quarkus.log.console.stderr", "true");
      System.setProperty("quarkus.http.host-enabled", "false");
      System.setProperty("quarkus.management.host-enabled", "false");
      System.setProperty("quarkus.scheduler.enabled", "false");
    }
    ConnectionGuards.enable();
    Quarkus.run(Main.class, arguments);
  }

  @Override
  public int run(String... arguments) {
    if (isRebuild(arguments)) {
      List<String> options = List.of(arguments).subList(1, arguments.length);
      return rebuild.run(options, System.out, System.err);
    }
    if (arguments.length > 0) {
      System.err.println("not understood: " + arguments[0]);
      return 2;
    }
    Quarkus.waitForExit();
    return 0;
  }

  private static boolean isRebuild(String... arguments) {
    return arguments.length > 0 && arguments[0].equals(RebuildCommand.NAME);
  }
}
