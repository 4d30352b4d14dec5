package dev.wharfinger.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharfinger.local.ServiceProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The commands of a section of docs/operate.md, executed as they stand there: {@code java} finds
 * the packaged artifact, and what the page calls {@code /var/backups} is a folder of the test.
 */
final class RunBook {

  private static final Path PAGE = Path.of("docs", "operate.md");
  private static final Pattern BLOCK = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);

  private final List<String> blocks;
  private final Path folder;

  private RunBook(List<String> blocks, Path folder) {
    this.blocks = blocks;
    this.folder = folder;
  }

  /** What a command printed, and how it ended. */
  record Result(int status, String printed) {}

  static RunBook section(String heading, Path folder) {
    try {
      String page = Files.readString(PAGE);
      int begin = page.indexOf("\n### " + heading + "\n");
      assertThat(begin).as("section %s", heading).isPositive();
      int end = page.indexOf("\n##", begin + 4);
      List<String> blocks =
          BLOCK
              .matcher(page.substring(begin, end < 0 ? page.length() : end))
              .results()
              .map(MatchResult::group)
              .map(block -> block.replaceAll("^```sh\n|```$", ""))
              .toList();
      assertThat(blocks).as("commands of %s", heading).isNotEmpty();
      prepare(folder);
      return new RunBook(blocks, folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A {@code java} that knows where the artifact is, and the options beside it. */
  private static void prepare(Path folder) throws IOException {
    Path java = folder.resolve("java");
    if (Files.exists(java)) {
      return;
    }
    Files.writeString(
        java,
        """
        #!/bin/sh
        for argument; do
          shift
          [ "$argument" = quarkus-run.jar ] && argument='%s'
          set -- "$@" "$argument"
        done
        exec '%s' -XX:TieredStopAtLevel=1 %s "$@"
        """
            .formatted(
                ServiceProcess.jar(),
                Path.of(System.getProperty("java.home"), "bin", "java"),
                Files.exists(ServiceProcess.cache())
                    ? "-XX:AOTCache='" + ServiceProcess.cache() + "'"
                    : ""));
    var _ = Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
    var _ = Files.copy(Path.of("src/main/docker/jvm.options"), folder.resolve("jvm.options"));
  }

  int size() {
    return blocks.size();
  }

  /** Executes a block, counted from 0, and returns what it printed; fails if the block does. */
  String execute(int block, Map<String, String> environment) throws Exception {
    Result result = attempt(block, environment);
    assertThat(result.status()).as(result.printed()).isZero();
    return result.printed();
  }

  /** Executes a block that may fail. */
  Result attempt(int block, Map<String, String> environment) throws Exception {
    Process process = start(blocks.get(block), environment);
    process.getOutputStream().close();
    String printed = new String(process.getInputStream().readAllBytes());
    return new Result(process.waitFor(), printed);
  }

  /**
   * Starts a block that leaves something in the background; standard input, when it closes, ends
   * both.
   */
  Process launch(int block, Map<String, String> environment, Map<String, String> replacements)
      throws IOException {
    String script = blocks.get(block);
    for (Map.Entry<String, String> it : replacements.entrySet()) {
      script = script.replace(it.getKey(), it.getValue());
    }
    return start(script + "\necho GOES ON\ncat\nkill %1\nwait", environment);
  }

  private Process start(String script, Map<String, String> environment) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
                "bash", "-euo", "pipefail", "-c", script.replace("/var/backups", folder.toString()))
            .directory(folder.toFile())
            .redirectErrorStream(true);
    Map<String, String> all = new HashMap<>(environment);
    all.put("PATH", folder + ":" + System.getenv("PATH"));
    builder.environment().putAll(all);
    return builder.start();
  }
}
