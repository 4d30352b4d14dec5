package dev.wharfinger.api;

import dev.wharfinger.local.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;

/**
 * A real registry, the {@code docker-registry} of Debian. Nothing is skipped where it is not
 * installed: it is fetched then.
 */
public final class RegistryProcess implements AutoCloseable {

  /**
   * Where the registry is that {@link Wharfinger#restricted()} is attached to, if a test starts it.
   */
  public static final int ATTACHED_PORT = Ports.free();

  private static final long PATIENCE_NANOS = 20_000_000_000L;

  private final Process process;
  private final String address;
  private final int port;
  private final Path folder;

  /** Its configuration, once its folder and its port are known. */
  public interface Configuration {
    String of(Path folder, int port);
  }

  private RegistryProcess(String name, String address, int port, Configuration configuration) {
    this.address = address;
    this.port = port;
    this.folder = OwnFolder.PATH.resolve(Wharfinger.fresh(name));
    try {
      Files.createDirectories(folder);
      Path config = folder.resolve("config.yml");
      Files.writeString(config, configuration.of(folder, port));
      this.process =
          new ProcessBuilder(command("docker-registry"), "serve", config.toString())
              .redirectErrorStream(true)
              .redirectOutput(log().toFile())
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException("docker-registry does not run", e);
    }
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    awaitPort();
  }

  /** Starts one; it has a folder and a port of its own. */
  public static RegistryProcess start(String name, String address, Configuration configuration) {
    return start(name, address, Ports.free(), configuration);
  }

  /** The same at a port that somebody was told before. */
  public static RegistryProcess start(
      String name, String address, int port, Configuration configuration) {
    return new RegistryProcess(name, address, port, configuration);
  }

  /** The path of a command that tests need, by its script in {@code .ci}. */
  public static String command(String name) throws IOException {
    Process script =
        new ProcessBuilder(".ci/" + name).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String path =
        new String(script.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    if (path.isEmpty()) {
      throw new IllegalStateException(name + " can be neither found nor fetched");
    }
    return path;
  }

  /** Where it listens. */
  public int port() {
    return port;
  }

  /** Host and port. */
  public String authority() {
    return address + ":" + port;
  }

  /** What it says. */
  public Path log() {
    return folder.resolve("registry.log");
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  private void awaitPort() {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (!answers()) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        throw new IllegalStateException("docker-registry does not start");
      }
      LockSupport.parkNanos(25_000_000);
    }
  }

  private boolean answers() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address, port), 1_000);
      return true;
    } catch (IOException _) {
      return false;
    }
  }
}
