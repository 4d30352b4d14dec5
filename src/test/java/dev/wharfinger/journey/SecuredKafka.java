package dev.wharfinger.journey;

import dev.wharfinger.local.LocalKafka;
import dev.wharfinger.local.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialAlteration;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * A broker that wants SCRAM over TLS and allows nothing that no ACL allows. A second listener,
 * without either, is the administrator's.
 */
final class SecuredKafka implements AutoCloseable {

  private static final String PASSWORD = "changeit";
  private static final Pattern RULE =
      Pattern.compile("^ *kafka-acls.sh .*--allow-principal User:(\\S+)(.*)$", Pattern.MULTILINE);
  private static final Pattern OPTION = Pattern.compile("--(operation|topic|group|pattern) (\\S+)");

  private final Path certificate;
  private final int securedPort = Ports.free();
  private final LocalKafka broker;
  private final Admin admin;

  SecuredKafka(Path folder) throws IOException {
    Path keys = folder.resolve("broker.p12");
    this.certificate = folder.resolve("broker.pem");
    keytool(
        "-genkeypair -alias broker -keyalg EC -groupname secp256r1 -validity 30 -dname CN=broker"
            + " -ext san=ip:127.0.0.1 -storetype PKCS12 -keystore "
            + keys);
    keytool("-exportcert -rfc -alias broker -keystore " + keys + " -file " + certificate);
    int port = Ports.free();
    int controller = Ports.free();
    Map<String, String> settings = new HashMap<>();
    settings.put(
        "listeners",
        "PLAINTEXT://127.0.0.1:%d,SASL_SSL://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d"
            .formatted(port, securedPort, controller));
    settings.put(
        "advertised.listeners",
        "PLAINTEXT://127.0.0.1:%d,SASL_SSL://127.0.0.1:%d".formatted(port, securedPort));
    settings.put(
        "listener.security.protocol.map",
        "PLAINTEXT:PLAINTEXT,SASL_SSL:SASL_SSL,CONTROLLER:PLAINTEXT");
    settings.put("sasl.enabled.mechanisms", "SCRAM-SHA-256");
    settings.put(
        "listener.name.sasl_ssl.scram-sha-256.sasl.jaas.config",
        "org.apache.kafka.common.security.scram.ScramLoginModule required;");
    settings.put("ssl.keystore.location", keys.toString());
    settings.put("ssl.keystore.type", "PKCS12");
    settings.put("ssl.keystore.password", PASSWORD);
    settings.put("ssl.key.password", PASSWORD);
    settings.put(
        "authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
    settings.put("super.users", "User:ANONYMOUS");
    settings.put("allow.everyone.if.no.acl.found", "false");
    broker = LocalKafka.start(folder.resolve("kafka"), port, controller, settings);
    admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
  }

  /** Lets somebody sign in. */
  void user(String name) throws Exception {
    List<UserScramCredentialAlteration> credential =
        List.of(
            new UserScramCredentialUpsertion(
                name, new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_256, 4096), PASSWORD));
    var _ = admin.alterUserScramCredentials(credential).all().get(30, TimeUnit.SECONDS);
  }

  /**
   * Carries out the lines of a page that begin with {@code kafka-acls.sh}.
   *
   * @param prefix what {@code wharfinger.} stands for in them
   * @return how many rights were given
   */
  int allow(Path page, String prefix) throws Exception {
    List<AclBinding> rights = new java.util.ArrayList<>();
    Matcher rule = RULE.matcher(Files.readString(page));
    while (rule.find()) {
      PatternType pattern = PatternType.LITERAL;
      List<AclOperation> operations = new java.util.ArrayList<>();
      ResourceType type = ResourceType.UNKNOWN;
      String name = "";
      Matcher option = OPTION.matcher(rule.group(2));
      while (option.find()) {
        String value = option.group(2);
        switch (option.group(1)) {
          case "operation" ->
              operations.add(AclOperation.fromString(value.replaceAll("(?<=[a-z])(?=[A-Z])", "_")));
          case "topic" -> {
            type = ResourceType.TOPIC;
            name = value.replaceFirst("^wharfinger\\.", prefix + ".");
          }
          case "group" -> {
            type = ResourceType.GROUP;
            name = value;
          }
          case "pattern" -> pattern = PatternType.fromString(value);
          default -> throw new AssertionError(option.group());
        }
      }
      for (AclOperation operation : operations) {
        rights.add(
            new AclBinding(
                new ResourcePattern(type, name, pattern),
                new AccessControlEntry(
                    "User:" + rule.group(1), "*", operation, AclPermissionType.ALLOW)));
      }
    }
    var _ = admin.createAcls(rights).all().get(30, TimeUnit.SECONDS);
    return rights.size();
  }

  /** What a client of Kafka needs to come in under a name. */
  Map<String, Object> settings(String user) {
    return Map.of(
        "bootstrap.servers",
        "127.0.0.1:" + securedPort,
        "security.protocol",
        "SASL_SSL",
        "sasl.mechanism",
        "SCRAM-SHA-256",
        "sasl.jaas.config",
        "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=\"%s\";"
            .formatted(user, PASSWORD),
        "ssl.truststore.type",
        "PEM",
        "ssl.truststore.location",
        certificate.toString());
  }

  /** The same as the environment of a service. */
  Map<String, String> environment(String user) {
    Map<String, String> environment = new HashMap<>();
    settings(user)
        .forEach((name, value) ->
            environment.put(
                "KAFKA_" + name.toUpperCase(java.util.Locale.ROOT).replace('.', '_'),
                value.toString()));
    return environment;
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

  @Override
  public void close() {
    admin.close();
    broker.stop();
  }
}
