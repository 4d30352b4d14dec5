package dev.wharfinger.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A certificate for {@link #HOST} that the services under test trust, and nobody else does. */
public final class Certificate {

  /** The name in the certificate. */
  public static final String HOST = "tls.test";

  private static final String PASSWORD = "changeit";
  private static final Path FOLDER = OwnFolder.PATH.resolve("tls");
  private static final KeyStore STORE = make();

  private Certificate() {}

  /** What makes a JVM trust it. */
  public static String trustingJvm() {
    return "-Djavax.net.ssl.trustStore=%s -Djavax.net.ssl.trustStorePassword=%s"
        .formatted(FOLDER.resolve("trust.p12"), PASSWORD);
  }

  /** The certificate. */
  public static X509Certificate certificate() {
    try {
      return (X509Certificate) STORE.getCertificate("registry");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Its private key. */
  public static PrivateKey key() {
    try {
      Key key = STORE.getKey("registry", PASSWORD.toCharArray());
      return (PrivateKey) key;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The certificate as a file. */
  public static Path certificateFile() {
    return pem("CERTIFICATE", "registry.crt", encoded());
  }

  /** The private key as a file. */
  public static Path keyFile() {
    return pem("PRIVATE KEY", "registry.key", key().getEncoded());
  }

  /** For a server that shows it. */
  public static SSLContext serverContext() {
    try {
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(STORE, PASSWORD.toCharArray());
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), null, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] encoded() {
    try {
      return certificate().getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Path pem(String kind, String name, byte[] der) {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    try {
      return Files.writeString(
          FOLDER.resolve(name),
          "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(kind, body, kind));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static KeyStore make() {
    try {
      Files.createDirectories(FOLDER);
      Path keys = FOLDER.resolve("keys.p12");
      Path trust = FOLDER.resolve("trust.p12");
      Path exported = FOLDER.resolve("exported.crt");
      Files.deleteIfExists(keys);
      Files.deleteIfExists(trust);
      keytool(
          "-genkeypair -alias registry -keyalg EC -groupname secp256r1 -validity 30 -dname CN="
              + HOST
              + " -ext san=dns:"
              + HOST
              + " -storetype PKCS12 -keystore "
              + keys);
      keytool("-exportcert -alias registry -keystore " + keys + " -file " + exported);
      keytool("-importcert -noprompt -alias registry -file " + exported + " -keystore " + trust);
      KeyStore store = KeyStore.getInstance("PKCS12");
      try (InputStream in = Files.newInputStream(keys)) {
        store.load(in, PASSWORD.toCharArray());
      }
      return store;
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void keytool(String arguments) throws IOException {
    String tool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    Process process =
        new ProcessBuilder((tool + " " + arguments + " -storepass " + PASSWORD).split(" "))
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes());
    if (process.onExit().join().exitValue() != 0) {
      throw new IllegalStateException(said);
    }
  }
}
