package dev.wharfinger.app.command;

import dev.wharfinger.records.transparency.Witness;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Watches the journal of a service from elsewhere; needs nothing of it but its address. */
@Command(
    name = "witness",
    mixinStandardHelpOptions = true,
    description = {
      "Fetches the last checkpoint of a service and checks that the journal goes on from the one",
      "that it fetched before. Run it from time to time, best on a machine of somebody else.",
      "Exit code 1: the journal's past was changed; 3: the service does not answer."
    })
final class WitnessCommand implements Callable<Integer>, NeedsNoServers {

  private static final int UNREACHABLE = 3;
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** More than any tile, key or note has. */
  private static final int MAX_BYTES = 65_536;

  @Spec CommandSpec spec;

  @Parameters(paramLabel = "URL", description = "of the service, as https://wharfinger.example.com")
  URI address;

  @Option(
      names = "--state",
      paramLabel = "FILE",
      description =
          "where the verifier key and the last checkpoint are remembered; by default"
              + " ${DEFAULT-VALUE}")
  Path file = Path.of("witness.state");

  @Option(
      names = "--key",
      paramLabel = "KEY",
      description =
          "the verifier key to begin with; by default the one that the service shows, which is to"
              + " be compared by other means")
  @Nullable String key;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    try (HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
      Witness.Log log = path -> get(client, path);
      Witness.State before = remembered(log);
      Witness.State after = Witness.look(log, before);
      remember(after);
      out.printf("verifier key  %s%n", after.key());
      out.printf("records       %d, %d of them new%n", after.size(), after.size() - before.size());
      out.flush();
      return 0;
    } catch (Witness.Fork e) {
      err.println(e.getMessage());
      return 1;
    } catch (IOException e) {
      err.println("The log cannot be read: " + e.getMessage());
      return UNREACHABLE;
    } finally {
      err.flush();
    }
  }

  private Witness.State remembered(Witness.Log log) throws IOException {
    if (!Files.exists(file)) {
      return key == null ? Witness.State.asShownBy(log) : Witness.State.of(key);
    }
    String[] parts = Files.readString(file).split("\n", 2);
    if (parts.length < 2 || (key != null && !key.equals(parts[0]))) {
      throw new ParameterException(
          spec.commandLine(), file + " is not the state of a witness of this log.");
    }
    return new Witness.State(parts[0], parts[1]);
  }

  private void remember(Witness.State state) throws IOException {
    Path next = file.resolveSibling(file.getFileName() + ".new");
    Files.writeString(next, state.key() + "\n" + state.note());
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private Optional<byte[]> get(HttpClient client, String path) throws IOException {
    URI uri = URI.create(address.toString().replaceAll("/+$", "") + "/log/" + path);
    HttpRequest request = HttpRequest.newBuilder(uri).timeout(PATIENCE).build();
    try {
      HttpResponse<InputStream> response =
          client.send(request, HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream body = response.body()) {
        if (response.statusCode() == 404) {
          return Optional.empty();
        }
        if (response.statusCode() != 200) {
          throw new IOException(uri + " answers " + response.statusCode());
        }
        return Optional.of(body.readNBytes(MAX_BYTES));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
