package dev.wharfinger.api;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Knows who solved a captcha, for the services under test; {@code human} is the right response. */
public final class CaptchaJudge {

  public static final String SECRET = "secret+of/captchas";

  private static final List<String> ASKED = new CopyOnWriteArrayList<>();
  private static final HttpServer SERVER = start();

  private CaptchaJudge() {}

  /** The forms that it was sent. */
  public static List<String> asked() {
    return ASKED;
  }

  /** Where it is. */
  public static String address() {
    return "http://127.0.0.2:" + SERVER.getAddress().getPort() + "/siteverify";
  }

  private static HttpServer start() {
    try {
      HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.2", 0), 0);
      server.createContext("/siteverify", CaptchaJudge::judge);
      server.start();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void judge(HttpExchange exchange) throws IOException {
    String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.US_ASCII);
    ASKED.add(form);
    List<String> fields = List.of(form.split("&"));
    boolean solved =
        exchange.getRequestMethod().equals("POST")
            && fields.contains("secret=secret%2Bof%2Fcaptchas")
            && fields.contains("response=human");
    String answer =
        form.contains("response=garbage") ? "<html>" : "{\"success\": %s}".formatted(solved);
    byte[] body = answer.getBytes(StandardCharsets.US_ASCII);
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
