package dev.wharfinger.repositories.proxycache;

import dev.wharfinger.api.Certificate;
import dev.wharfinger.api.RegistryProcess;
import io.quarkus.elytron.security.common.BcryptUtil;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A registry on an address of this machine that the services under test are allowed to reach. */
final class UpstreamRegistry implements AutoCloseable {

  /** Where upstream servers of tests listen. */
  static final String ADDRESS = "127.0.0.2";

  static final String USERNAME = "puller";
  static final String PASSWORD = "secret-of-upstream";

  private final RegistryProcess process;

  private UpstreamRegistry(String name, String auth, String tls) {
    this.process =
        RegistryProcess.start(
            name, ADDRESS, (folder, port) -> configuration(folder, port, auth, tls));
  }

  private static String configuration(Path folder, int port, String auth, String tls) {
    try {
      Files.writeString(
          folder.resolve("htpasswd"), USERNAME + ":" + BcryptUtil.bcryptHash(PASSWORD, 5) + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return """
    version: 0.1
    storage: {filesystem: {rootdirectory: "%s"}}
    http: {addr: "%s:%d"%s}
    %s
    """
        .formatted(folder, ADDRESS, port, tls, auth.formatted(folder));
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
    return process.port();
  }

  /** Host and port. */
  String authority() {
    return process.authority();
  }

  @Override
  public void close() {
    process.close();
  }
}
