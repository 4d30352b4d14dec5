package dev.wharfinger.journey;

import dev.wharfinger.local.ServiceProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What stands in front of the instances, in its simplest form: a new connection goes to an instance
 * that is ready, to each in turn, and stays there until one of both sides closes it.
 */
final class Balancer implements AutoCloseable {
  private static final int PROBE_MILLIS = 200;
  private static final Duration PROBE_TIMEOUT = Duration.ofSeconds(2);

  private final HttpClient probes = HttpClient.newBuilder().connectTimeout(PROBE_TIMEOUT).build();
  private final ServerSocket listening;
  private final List<Place> places = new CopyOnWriteArrayList<>();
  private final Map<Place, Boolean> ready = new ConcurrentHashMap<>();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicInteger turn = new AtomicInteger();

  /**
   * Where an instance is.
   *
   * @param management the port that has its health
   */
  private record Place(int port, int management) {
    static Place of(ServiceProcess instance) {
      return new Place(instance.port(), instance.managementPort());
    }
  }

  Balancer() throws IOException {
    this.listening = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
    Thread.ofVirtual().start(this::accept);
  }

  /** Sends it connections from now on, whenever it is ready. */
  void add(ServiceProcess instance) {
    Place place = Place.of(instance);
    places.add(place);
    Thread.ofVirtual().start(() -> watch(place));
  }

  /** What clients use. */
  String baseUrl() {
    return "http://127.0.0.1:" + listening.getLocalPort();
  }

  boolean isReady(ServiceProcess instance) {
    return isReady(Place.of(instance));
  }

  private boolean isReady(Place place) {
    return ready.getOrDefault(place, false);
  }

  private void watch(Place place) {
    HttpRequest health =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + place.management() + "/q/health/ready"))
            .timeout(PROBE_TIMEOUT)
            .build();
    while (!listening.isClosed()) {
      ready.put(place, isUp(health));
      Waiting.millis(PROBE_MILLIS);
    }
  }

  private boolean isUp(HttpRequest health) {
    try {
      return probes.send(health, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException _) {
      return false;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        Socket client = listening.accept();
        open.add(client);
        Thread.ofVirtual().start(() -> connect(client));
      } catch (IOException _) {
        // closed
      }
    }
  }

  private void connect(Socket client) {
    List<Place> up = places.stream().filter(this::isReady).toList();
    try {
      if (up.isEmpty()) {
        close(client);
        return;
      }
      Place place = up.get(Math.floorMod(turn.getAndIncrement(), up.size()));
      Socket server = new Socket("127.0.0.1", place.port());
      open.add(server);
      Thread.ofVirtual().start(() -> pass(client, server));
      Thread.ofVirtual().start(() -> pass(server, client));
    } catch (IOException _) {
      close(client); // a client sees that the instance is away
    }
  }

  private void pass(Socket from, Socket to) {
    try (from;
        to) {
      var _ = from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException _) {
      // either end is gone
    } finally {
      open.remove(from);
      open.remove(to);
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    listening.close();
    open.forEach(Balancer::close);
    probes.shutdownNow();
  }
}
