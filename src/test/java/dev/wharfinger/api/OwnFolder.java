package dev.wharfinger.api;

import java.nio.file.Path;

/** Where this test JVM may write: several run at once. */
public final class OwnFolder {

  public static final Path PATH =
      Path.of("target", "api-test-" + System.getProperty("wharfinger.fork", "1")).toAbsolutePath();

  private OwnFolder() {}
}
