package dev.wharfinger.registries.registrytoken;

import dev.wharfinger.api.RegistryProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A real client of registries, Debian's {@code skopeo}. */
public final class Skopeo {

  private final String command;
  private final Path home;
  private final RegistryProcess registry;

  public Skopeo(Path home, RegistryProcess registry) {
    try {
      this.command = RegistryProcess.command("skopeo");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.home = home;
    this.registry = registry;
  }

  /**
   * Who uses it.
   *
   * @param credentials name and secret with a colon between them
   */
  public record User(Optional<String> credentials) {
    static final User NOBODY = new User(Optional.empty());

    public static User of(String name, String secret) {
      return new User(Optional.of(name + ":" + secret));
    }

    private List<String> as(String option) {
      return credentials
          .map(text -> List.of("--" + option + "creds", text))
          .orElse(List.of("--" + option + "no-creds"));
    }
  }

  /** What came of it. */
  public record Outcome(int exit, String said) {
    public boolean worked() {
      return exit == 0;
    }
  }

  /** Stores an image under a name with a tag. */
  public Outcome push(User user, Image image, String name) {
    List<String> arguments = new ArrayList<>(List.of("copy", "--preserve-digests"));
    arguments.addAll(user.as("dest-"));
    arguments.addAll(List.of("--dest-tls-verify=false", "oci:" + image.folder(), at(name)));
    return run(arguments);
  }

  /** Fetches an image. */
  Outcome pull(User user, String name, Path into) {
    List<String> arguments = new ArrayList<>(List.of("copy"));
    arguments.addAll(user.as("src-"));
    arguments.addAll(List.of("--src-tls-verify=false", at(name), "oci:" + into));
    return run(arguments);
  }

  /** Copies an image within the registry. */
  Outcome copy(User user, String from, String to) {
    List<String> arguments = new ArrayList<>(List.of("copy", "--preserve-digests"));
    arguments.addAll(user.as("src-"));
    arguments.addAll(user.as("dest-"));
    arguments.addAll(
        List.of("--src-tls-verify=false", "--dest-tls-verify=false", at(from), at(to)));
    return run(arguments);
  }

  /** Deletes an image and whatever tags are on it. */
  Outcome delete(User user, String name) {
    List<String> arguments = new ArrayList<>(List.of("delete"));
    arguments.addAll(user.as(""));
    arguments.addAll(List.of("--tls-verify=false", at(name)));
    return run(arguments);
  }

  private String at(String name) {
    return "docker://" + registry.authority() + "/" + name;
  }

  private Outcome run(List<String> arguments) {
    List<String> line = new ArrayList<>(List.of(command, "--insecure-policy"));
    line.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
    builder.environment().put("HOME", home.toString());
    builder.environment().put("XDG_RUNTIME_DIR", home.toString());
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Outcome(process.onExit().join().exitValue(), said);
    } catch (IOException e) {
      throw new UncheckedIOException("skopeo does not run", e);
    }
  }
}
