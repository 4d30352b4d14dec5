package dev.wharfinger.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharfinger.docs.Routes;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * However the path of an operation is spelled, it is answered like the plain one, or 404: no check
 * reads a path otherwise than the router does.
 */
class PathSpellingsApiTest {

  private static final List<Viewer> CALLERS =
      List.of(Viewer.ANON, Viewer.OUT, Viewer.ADM, Viewer.SU);

  /** What stands for one slash; a plain backslash is 400 already to the server below. */
  private static final List<String> SLASHES =
      List.of(
          "//",
          "///",
          "/./",
          "/.//",
          "/%2e/",
          "/x/../",
          "/x/%2e%2E/",
          "/..;/",
          "/.;/",
          ";/",
          ";x=y/",
          "/;/",
          "/;x=y/",
          "%2F",
          "%2f",
          "%5C",
          "/%5c");

  private static final List<String> ENDS =
      List.of(
          "/", "//", "/.", "/./", "/..", "/../", ";", ";a=b", ";/", "/;", "/;a", "%2F", "%2f",
          "%2F%2F", "/%2e", "/%2e%2e", "%00", "%5C", "?", "?x", "/?x", ";?x");

  private static final List<String> BEGINNINGS =
      List.of("/", "/.", "/x/..", "/%2e", ";", "/;x", "http://elsewhere.test", "/%2F");

  /** Would take the caller away, begin work, or have wrong codes counted against the address. */
  private static final Set<String> SPARED =
      Set.of(
          "deleteCurrentUser", "postRegistrySize", "convertUserToOrganization", "confirmRecovery");

  private static String organization = "";

  @BeforeAll
  static void makeSomethingToFind() {
    // Before a connection is opened: it would be closed while accounts are made.
    CALLERS.stream().filter(caller -> caller != Viewer.ANON).forEach(Viewer::arrives);
    organization = Scene.organization();
    var _ = Scene.repository(organization, "web", false);
  }

  @Test
  void areAllAnsweredLikeThePlainOneOrNotFound() throws IOException {
    List<String> wrong = new ArrayList<>();
    for (Wharfinger service : List.of(Wharfinger.closed(), Wharfinger.shared())) {
      try (Pipeline pipeline = new Pipeline(service)) {
        int turn = 0;
        int share = service == Wharfinger.closed() ? 3 : 9;
        for (String operation : operations()) {
          List<String> spellings = spellings(operation.split(" ", 2)[1]);
          assertThat(spellings).as(operation).hasSizeGreaterThan(25);
          for (Viewer caller : CALLERS) {
            List<String> asked = new ArrayList<>();
            for (String spelling : spellings) {
              if ((caller == Viewer.ANON && share == 3) || turn++ % share == 0) {
                asked.add(spelling);
              }
            }
            wrong.addAll(pipeline.differences(caller, operation, asked));
          }
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1;x/entities/a",
        "/api/v1/;x/entities/a",
        "/api;/v1/entities/a",
        "/api/v1//entities/a",
        "/api/v1/%65ntities/a",
        "/api/v1/entities/%61",
        "/api/v1/x/../entities/a"
      })
  void passNoSwitchThatKeepsAnonymousCallersOut(String path) throws IOException {
    try (Pipeline pipeline = new Pipeline(Wharfinger.closed())) {
      assertThat(pipeline.ask(Viewer.ANON, "GET", List.of(path)).getFirst().status())
          .isIn(401, 404);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/superuser;x/users/",
        "/api/v1/%73uperuser/users/",
        "/api/v1//superuser/users/",
        "/api/v1;/superuser/keys",
        "/api/v1/superuser/keys/x/",
        "/api/v1/superusers/users/x/sendrecovery"
      })
  void passNoSwitchThatHidesWhatIsOfSuperusers(String path) throws IOException {
    try (Pipeline pipeline = new Pipeline(Wharfinger.closed())) {
      for (String method : List.of("GET", "PUT", "POST", "PATCH")) {
        assertThat(pipeline.ask(Viewer.SU, method, List.of(path)).getFirst().status())
            .as(method)
            .isEqualTo(404);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"signatures", "changetrust", "images"})
  void ofRoutesThatQuayHasBelowARepositoryAreNoRepositories(String route) throws IOException {
    String name = "web/" + route.replaceFirst("/$", "");
    if (name.matches("[a-z/]+[0-9]?[a-z_/]*")) {
      // One that came by a push: as in Quay, the route wins.
      var _ = Scene.repository(organization, name, false);
    }
    try (Pipeline pipeline = new Pipeline(Wharfinger.shared())) {
      for (String repository : List.of(organization + "/web", organization + "/web/deep")) {
        for (String method : List.of("GET", "PUT", "POST", "DELETE", "PATCH")) {
          String path = "/api/v1/repository/" + repository + "/" + route;
          String escaped = "/api/v1/repository/" + repository.replace("/", "%2F") + "/" + route;
          assertThat(
                  pipeline.ask(Viewer.ADM, method, List.of(path, escaped)).stream()
                      .map(Answer::status))
              .as(method + " " + path)
              .containsExactly(404, 404);
        }
      }
      assertThat(
              pipeline
                  .ask(
                      Viewer.ADM,
                      "DELETE",
                      List.of("/api/v1/repository/" + organization + "/web/logs"))
                  .getFirst()
                  .status())
          .as("a route that is there, by a method that it has not")
          .isEqualTo(405);
    }
  }

  private static List<String> operations() {
    List<String> operations = new ArrayList<>();
    for (Routes.Route route : Routes.all()) {
      boolean reads = route.method().equals("GET");
      if (!SPARED.contains(route.operationId())) {
        operations.add(
            route.method()
                + " "
                + route
                    .path()
                    .replace("{orgname}", reads ? organization : "nowhere")
                    .replace("{repository}", (reads ? organization : "nowhere") + "/web")
                    .replaceAll("\\{\\w+}", "X"));
      }
    }
    operations.add("GET /operator/rebuild");
    return operations;
  }

  private static List<String> spellings(String path) {
    Set<String> spellings = new LinkedHashSet<>();
    boolean repository = path.contains("/repository/");
    for (int i = path.indexOf('/', 1); i >= 0; i = path.indexOf('/', i + 1)) {
      for (String slash : SLASHES) {
        // In the name of a repository an escaped slash is a slash, and a text with %25 a name.
        if (!repository || !slash.startsWith("%25") && !slash.startsWith("%3B")) {
          spellings.add(path.substring(0, i) + slash + path.substring(i + 1));
        }
      }
    }
    ENDS.forEach(end -> spellings.add(path + end));
    BEGINNINGS.forEach(beginning -> spellings.add(beginning + path));
    for (int i = 1; i < path.length(); i++) {
      char c = path.charAt(i);
      if (Character.isLetterOrDigit(c) && i % 3 == 0) {
        String escape = "%%%02x".formatted((int) c);
        spellings.add(path.substring(0, i) + escape + path.substring(i + 1));
      }
    }
    spellings.add(path.replaceFirst("/api/", "/API/"));
    spellings.add(path.replaceFirst("/v1/", "/V1/"));
    spellings.add(path.replaceFirst("/api/v1/", "/api/v1/api/v1/"));
    spellings.add(path.replaceFirst("/api/v1/", "/api/v2/../v1/"));
    spellings.remove(path);
    return List.copyOf(spellings);
  }

  /**
   * An answer as far as it must be alike.
   *
   * @param text of a refusal; empty for anything else
   */
  private record Answer(int status, String text) {}

  /** One connection on which many requests are sent at once, of which no client mends the path. */
  private static final class Pipeline implements AutoCloseable {

    private static final int TOGETHER = 8;

    private final URI address;
    private Socket socket;
    private InputStream in;

    Pipeline(Wharfinger service) throws IOException {
      address = URI.create(service.origin());
      connect();
    }

    private void connect() throws IOException {
      socket = new Socket(address.getHost(), address.getPort());
      socket.setSoTimeout(60_000);
      in = new BufferedInputStream(socket.getInputStream());
    }

    /** The spellings that are answered neither like the plain path nor 404. */
    List<String> differences(Viewer caller, String operation, List<String> spellings)
        throws IOException {
      String[] parts = operation.split(" ", 2);
      Answer plain = ask(caller, parts[0], List.of(parts[1], parts[1])).getLast();
      assertThat(plain.status()).as(operation).isNotEqualTo(500).isLessThan(502);
      List<String> differences = new ArrayList<>();
      List<Answer> answers = ask(caller, parts[0], spellings);
      for (int i = 0; i < spellings.size(); i++) {
        Answer answer = answers.get(i);
        if (answer.status() != 404 && !answer.equals(plain)) {
          differences.add(
              "%s %s %s: %s, but %s".formatted(caller, parts[0], spellings.get(i), answer, plain));
        }
      }
      return differences;
    }

    List<Answer> ask(Viewer caller, String method, List<String> paths) throws IOException {
      List<Answer> answers = new ArrayList<>();
      String credential =
          caller == Viewer.ANON ? "" : "Authorization: Bearer " + caller.token() + "\r\n";
      for (int from = 0; from < paths.size(); from += TOGETHER) {
        List<String> some = paths.subList(from, Math.min(from + TOGETHER, paths.size()));
        StringBuilder requests = new StringBuilder();
        for (String path : some) {
          requests
              .append(method + " " + path + " HTTP/1.1\r\nHost: localhost\r\n" + credential)
              .append("Content-Length: 0\r\n\r\n");
        }
        byte[] bytes = requests.toString().getBytes(StandardCharsets.US_ASCII);
        try {
          answers.addAll(exchange(bytes, some.size()));
        } catch (EOFException | SocketException _) {
          // A connection on which nothing came for a while is closed; on a new one they must do.
          socket.close();
          connect();
          answers.addAll(exchange(bytes, some.size()));
        }
      }
      return answers;
    }

    private List<Answer> exchange(byte[] requests, int count) throws IOException {
      socket.getOutputStream().write(requests);
      List<Answer> answers = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        answers.add(read());
      }
      return answers;
    }

    private Answer read() throws IOException {
      int status = Integer.parseInt(line().split(" ", 3)[1]);
      int length = 0;
      boolean chunked = false;
      for (String header = line(); !header.isEmpty(); header = line()) {
        String lower = header.toLowerCase(Locale.ROOT);
        if (lower.startsWith("content-length:")) {
          length = Integer.parseInt(lower.substring(15).strip());
        }
        chunked |= lower.equals("transfer-encoding: chunked");
      }
      StringBuilder body = new StringBuilder();
      if (chunked) {
        for (int size = size(); size > 0; size = size()) {
          body.append(new String(in.readNBytes(size), StandardCharsets.UTF_8));
          var _ = line();
        }
        var _ = line();
      } else {
        body.append(new String(in.readNBytes(length), StandardCharsets.UTF_8));
      }
      return new Answer(status, status < 400 ? "" : body.toString());
    }

    private int size() throws IOException {
      return Integer.parseInt(line(), 16);
    }

    private String line() throws IOException {
      StringBuilder line = new StringBuilder();
      for (int c = in.read(); c != '\n'; c = in.read()) {
        if (c < 0) {
          throw new EOFException("the connection was cut");
        }
        line.append((char) c);
      }
      return line.toString().strip();
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
