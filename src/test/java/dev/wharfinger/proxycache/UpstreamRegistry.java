package dev.wharfinger.proxycache;

import dev.wharfinger.api.Certificate;
import dev.wharfinger.api.OwnFolder;
import dev.wharfinger.api.Wharfinger;
import dev.wharfinger.local.Ports;
import io.quarkus.elytron.security.common.BcryptUtil;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;

/**
 * A real registry, the {@code docker-registry} of Debian, on an address of this machine that the
 * services under test are allowed to reach. Nothing is skipped where it is not installed: it is
 * fetched then.
 */
final class UpstreamRegistry implements AutoCloseable {

  /** Where upstream servers of tests listen. */
  static final String ADDRESS = "127.0.0.2";

  static final String USERNAME = "puller";
  static final String PASSWORD = "secret-of-upstream";

  private static final long PATIENCE_NANOS = 20_000_000_000L;

  private final Process process;
  private final int port;

  private UpstreamRegistry(String name, String auth, String tls) {
    this.port = Ports.free();
    Path folder = OwnFolder.PATH.resolve(Wharfinger.fresh(name));
    try {
      Files.createDirectories(folder);
      Files.writeString(
          folder.resolve("htpasswd"), USERNAME + ":" + BcryptUtil.bcryptHash(PASSWORD, 5) + "\n");
      Path config = folder.resolve("config.yml");
      Files.writeString(
          config,
          """
          version: 0.1
          storage: {filesystem: {rootdirectory: "%s"}}
          http: {addr: "%s:%d"%s}
          %s
          """
              .formatted(folder, ADDRESS, port, tls, auth.formatted(folder)));
      this.process =
          new ProcessBuilder(binary(), "serve", config.toString())
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("registry.log").toFile())
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException("docker-registry does not run", e);
    }
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    awaitPort();
  }

  private static String binary() throws IOException {
    Process script =
        new ProcessBuilder(".ci/docker-registry")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String path =
        new String(script.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    if (path.isEmpty()) {
      throw new IllegalStateException("docker-registry can be neither found nor fetched");
    }
    return path;
  }

  /** Lets everybody in. */
  static UpstreamRegistry open() {
    return new UpstreamRegistry("open-registry", "", "");
  }

  /** Lets in by user name and password, over an encrypted connection. */
  static UpstreamRegistry withPassword() {
    return new UpstreamRegistry(
        "password-registry",
        "auth: {htpasswd: {realm: basic-realm, path: \"%s/htpasswd\"}}",
        ", tls: {certificate: \"%s\", key: \"%s\"}"
            .formatted(Certificate.certificateFile(), Certificate.keyFile()));
  }

  /** Lets in by tokens of a token server. */
  static UpstreamRegistry withTokensOf(TokenServer tokens) {
    return new UpstreamRegistry(
        "token-registry",
        "auth: {token: {realm: \"%s\", service: \"%s\", issuer: \"%s\", rootcertbundle: \"%s\"}}"
            .formatted(
                tokens.realm(),
                TokenServer.SERVICE,
                TokenServer.ISSUER,
                Certificate.certificateFile()),
        "");
  }

  int port() {
    return port;
  }

  /** Host and port. */
  String authority() {
    return ADDRESS + ":" + port;
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
      socket.connect(new InetSocketAddress(ADDRESS, port), 1_000);
      return true;
    } catch (IOException _) {
      return false;
    }
  }
}
