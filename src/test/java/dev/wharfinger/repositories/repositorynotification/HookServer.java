package dev.wharfinger.repositories.repositorynotification;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.wharfinger.api.Answers;
import dev.wharfinger.journey.Waiting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** A receiver of messages, which remembers them and answers as a test wants. */
final class HookServer implements AutoCloseable {

  /** What was received. */
  record Received(String method, String path, String type, String body) {
    JsonNode json() {
      return Answers.json(body);
    }
  }

  /** What is answered once the request was read. */
  interface Answer {
    void to(HttpExchange exchange) throws IOException;
  }

  private final HttpServer server;
  private final List<Received> received = new CopyOnWriteArrayList<>();
  private volatile Answer answer = status(200);

  /** Where requests may go. */
  HookServer() {
    this("127.0.0.2");
  }

  HookServer(String address) {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getByName(address), 0), 50);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::take);
    server.start();
  }

  static Answer status(int status) {
    return exchange -> exchange.sendResponseHeaders(status, -1);
  }

  static Answer redirect(String to) {
    return exchange -> {
      exchange.getResponseHeaders().add("Location", to);
      exchange.sendResponseHeaders(307, -1);
    };
  }

  /** Never. */
  static Answer silence() {
    return exchange -> {
      try {
        Thread.sleep(30_000);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    };
  }

  /** An answer that does not end. */
  static Answer endless() {
    return exchange -> {
      exchange.sendResponseHeaders(200, 0);
      byte[] chunk = new byte[16_384];
      while (true) {
        exchange.getResponseBody().write(chunk);
      }
    };
  }

  void answers(Answer next) {
    answer = next;
  }

  String url() {
    return "http://"
        + server.getAddress().getAddress().getHostAddress()
        + ":"
        + server.getAddress().getPort()
        + "/hook";
  }

  List<Received> received() {
    return received;
  }

  /** The message number so many, once it is there. */
  Received message(int number) {
    Waiting.until("message " + number + " arrives", () -> received.size() >= number);
    return received.get(number - 1);
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      received.add(
          new Received(
              exchange.getRequestMethod(),
              exchange.getRequestURI().toString(),
              exchange.getRequestHeaders().getFirst("Content-type"),
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
      answer.to(exchange);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
