package dev.wharfinger.platform.config;

import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.ConfigValidationException.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jspecify.annotations.Nullable;

/**
 * Secrets from files, as containers mount them: {@code MAIL_PASSWORD_FILE} names the file that
 * holds {@code MAIL_PASSWORD}. A variable can be read by whoever may look at the process or at the
 * container's description; a file has an owner.
 */
public final class SecretFiles implements ConfigSource {

  private static final String SUFFIX = "_FILE";

  /** More than the environment (300): there, a variable without a value may stand beside it. */
  private static final int ORDINAL = 301;

  @Bound(
      of = "file with a secret",
      unit = "bytes",
      beyond = "the service does not start",
      test = "SecretFilesTest.readsNoMoreThanASecretCanBe")
  static final int MOST_BYTES = 65_536;

  /** Secrets that the framework and the clients of Kafka take. */
  private static final Set<String> OF_FRAMEWORK =
      Set.of(
          "QUARKUS_DATASOURCE_PASSWORD",
          "KAFKA_SASL_JAAS_CONFIG",
          "KAFKA_SSL_KEYSTORE_PASSWORD",
          "KAFKA_SSL_KEY_PASSWORD",
          "KAFKA_SSL_TRUSTSTORE_PASSWORD");

  private final Map<String, String> values;

  private SecretFiles(Map<String, String> values) {
    this.values = values;
  }

  /** Whether a name is that of a variable with the path of a secret's file. */
  public static boolean isPath(String name) {
    return name.endsWith(SUFFIX) && isSecret(name.substring(0, name.length() - SUFFIX.length()));
  }

  private static boolean isSecret(String name) {
    return SettingDefinitions.get().isSecret(name) || OF_FRAMEWORK.contains(name);
  }

  /**
   * Reads the files that are named. Error messages name the variable and the file, and quote
   * nothing of it.
   *
   * @param levels from the environment down to the config.yaml, each the text of a variable; the
   *     first one that has a secret or its file decides
   * @throws ConfigValidationException if a file cannot be used, or if a level has both
   */
  static SecretFiles read(List<Function<String, Optional<String>>> levels) {
    Map<String, String> values = new LinkedHashMap<>();
    List<Problem> problems = new ArrayList<>();
    Stream.concat(
            SettingDefinitions.get().keys().stream()
                .filter(SettingDefinitions.Key::secret)
                .map(SettingDefinitions.Key::name),
            OF_FRAMEWORK.stream().sorted())
        .forEach(name -> {
          try {
            Optional<String> path = path(levels, name);
            if (path.isPresent()) {
              values.put(name, content(name + SUFFIX, path.get()));
            }
          } catch (Unusable e) {
            problems.add(new Problem(e.getMessage()));
          }
        });
    if (!problems.isEmpty()) {
      throw new ConfigValidationException(problems.toArray(Problem[]::new));
    }
    for (String name : OF_FRAMEWORK) {
      String value = values.get(name);
      if (value != null) {
        values.put(name.toLowerCase(Locale.ROOT).replace('_', '.'), value);
      }
    }
    return new SecretFiles(values);
  }

  private static Optional<String> path(List<Function<String, Optional<String>>> levels, String name)
      throws Unusable {
    for (Function<String, Optional<String>> level : levels) {
      Optional<String> path = level.apply(name + SUFFIX).filter(text -> !text.isBlank());
      boolean isSet = level.apply(name).filter(text -> !text.isBlank()).isPresent();
      if (path.isPresent() && isSet) {
        throw new Unusable("%s and %s%s are both set", name, name, SUFFIX);
      }
      if (path.isPresent() || isSet) {
        return path.map(String::strip);
      }
    }
    return Optional.empty();
  }

  /** The text without the line break that editors and commands put at its end. */
  private static String content(String variable, String name) throws Unusable {
    byte[] bytes;
    Path path;
    try {
      path = Path.of(name);
    } catch (InvalidPathException e) {
      throw new Unusable("%s is not the path of a file", variable);
    }
    try (InputStream in = Files.newInputStream(path)) {
      bytes = in.readNBytes(MOST_BYTES + 1);
    } catch (IOException e) {
      throw new Unusable(
          "%s: the file %s %s",
          variable, path, Files.exists(path) ? "cannot be read" : "does not exist");
    }
    if (bytes.length > MOST_BYTES) {
      throw new Unusable("%s: the file %s has more than %d bytes", variable, path, MOST_BYTES);
    }
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      String secret = text.replaceFirst("\r?\n\\z", "");
      if (secret.isBlank()) {
        throw new Unusable("%s: the file %s is empty", variable, path);
      }
      return secret;
    } catch (CharacterCodingException e) {
      throw new Unusable("%s: the file %s is not text in UTF-8", variable, path);
    }
  }

  @Override
  public Set<String> getPropertyNames() {
    return values.keySet();
  }

  @Override
  public @Nullable String getValue(String name) {
    return values.get(name);
  }

  @Override
  public String getName() {
    return "files of secrets";
  }

  @Override
  public int getOrdinal() {
    return ORDINAL;
  }

  /** A file that is of no use, and why. */
  private static final class Unusable extends Exception {
    Unusable(String format, Object... arguments) {
      super(format.formatted(arguments), null, false, false);
    }

    @Override
    public String getMessage() {
      return String.valueOf(super.getMessage());
    }
  }
}
