package dev.wharfinger.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.wharfinger.api.GeneratedRequest.Header;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.regex.Pattern;

/** Makes something of a well-meant request that no client should send. */
final class Twister {

  private static final String HERE = "@@here@@";
  private static final int LONGEST = 1 << 20;

  private final Cast cast;

  Twister(Cast cast) {
    this.cast = cast;
  }

  void apply(Twist twist, Draft draft, SplittableRandom random) {
    switch (twist) {
      case PATH_VARIABLE -> pathVariable(draft, random);
      case PATH_TEXT -> pathText(draft, random);
      case QUERY -> query(draft, random);
      case BODY_VALUE -> bodyValue(draft, random);
      case BODY_KEYS -> bodyKeys(draft, random);
      case BODY_BYTES -> bodyBytes(draft, random);
      case BODY_WHOLE -> bodyWhole(draft, random);
      case CONTENT_TYPE -> draft.replace("Content-Type", Nasty.pick(TYPES, random));
      case METHOD -> draft.method = Nasty.pick(METHODS, random);
      case FRAMING -> draft.framing = Nasty.pick(List.of(Framing.values()), random);
      case HEADERS -> headers(draft, random);
      case COOKIES -> cookies(draft, random);
      case AUTHORIZATION -> draft.replace("Authorization", authorization(random));
      case IDEMPOTENCY -> idempotency(draft, random);
      case CONDITIONS ->
          draft.headers.add(
              new Header(Nasty.pick(CONDITIONS, random), Nasty.pick(CONDITION_VALUES, random)));
      case FORWARDED -> draft.replace(Nasty.pick(FORWARDED, random), Nasty.pick(ADDRESSES, random));
    }
  }

  private static void pathVariable(Draft draft, SplittableRandom random) {
    String[] parts = draft.path.split("/", -1);
    if (parts.length > 4) {
      parts[random.nextInt(4, parts.length)] = Nasty.segment(random);
    }
    draft.path = safe(draft, String.join("/", parts));
  }

  private static void pathText(Draft draft, SplittableRandom random) {
    List<String> parts = new ArrayList<>(Arrays.asList(draft.path.split("/", -1)));
    int at = random.nextInt(parts.size());
    switch (random.nextInt(9)) {
      case 0 -> parts.set(at, parts.get(at) + ";" + Nasty.MARK + "=" + random.nextInt(9));
      case 1 -> parts.set(at, parts.get(at).toUpperCase(Locale.ROOT));
      case 2 -> parts.add(at, "");
      case 3 -> parts.add(at, ".");
      case 4 -> parts.add(at, Nasty.MARK + "/..");
      case 5 -> parts.set(at, escaped(parts.get(at), random));
      case 6 -> parts.add(Nasty.segment(random));
      case 7 -> parts.set(at, parts.get(at) + Nasty.segment(random));
      default -> parts.remove(at);
    }
    String path = String.join("/", parts);
    draft.path =
        safe(
            draft,
            switch (random.nextInt(12)) {
              case 0 -> path.replaceFirst("/(?=[^/]*$)", "%2F");
              case 1 -> "http://other.example" + path;
              case 2 -> path + "#" + Nasty.MARK;
              default -> path.isEmpty() ? "/" : path;
            });
  }

  private static final Pattern OWN_ACCOUNT =
      Pattern.compile("(?i)(PUT|DELETE) .*/user(/|;|%|$|/?\\.).*");

  /** Dots and the like could make a request out of it that ends the account which sends it. */
  private static String safe(Draft draft, String path) {
    return OWN_ACCOUNT.matcher(draft.method + " " + path).matches() && path.contains(".")
        ? draft.path
        : path;
  }

  private static String escaped(String text, SplittableRandom random) {
    if (text.isEmpty()) {
      return "%2F";
    }
    int at = random.nextInt(text.length());
    return text.substring(0, at)
        + "%%%02x".formatted((int) text.charAt(at) & 0xff)
        + text.substring(at + 1);
  }

  private void query(Draft draft, SplittableRandom random) {
    int count = random.nextInt(8) == 0 ? 200 : random.nextInt(1, 4);
    for (int i = 0; i < count; i++) {
      String name = Nasty.pick(PARAMETERS, random);
      String value =
          name.equals("next_page") && random.nextBoolean() && !cast.pageTokens().isEmpty()
              ? Nasty.pick(cast.pageTokens(), random)
              : Nasty.queryValue(random);
      draft.query.add(
          random.nextInt(draft.query.size() + 1),
          random.nextInt(20) == 0 ? name : name + "=" + value);
    }
    if (random.nextInt(10) == 0) {
      draft.query.add(Nasty.pick(List.of("&&", "=", "%", "?a?b", "a[]=1", "a=%FF", "+"), random));
    }
  }

  private static void bodyValue(Draft draft, SplittableRandom random) {
    if (draft.json.isContainerNode() && !draft.json.isEmpty()) {
      JsonNode copy = draft.json.deepCopy();
      put(copy, random);
      String text = copy.toString().replace("\"" + HERE + "\"", Nasty.value(random));
      draft.body = text.getBytes(StandardCharsets.UTF_8);
    } else if (!draft.form.isEmpty()) {
      int at = random.nextInt(draft.form.size());
      String name = draft.form.get(at).split("=", 2)[0];
      draft.form.set(at, name + "=" + Nasty.queryValue(random));
    } else {
      bodyWhole(draft, random);
    }
  }

  /** Marks some value of a tree. */
  private static void put(JsonNode node, SplittableRandom random) {
    if (node instanceof ObjectNode object) {
      List<String> names = object.properties().stream().map(it -> it.getKey()).toList();
      String name = Nasty.pick(names, random);
      JsonNode child = object.get(name);
      if (child.isContainerNode() && !child.isEmpty() && random.nextBoolean()) {
        put(child, random);
      } else {
        object.set(name, TextNode.valueOf(HERE));
      }
    } else if (node instanceof ArrayNode array) {
      array.set(random.nextInt(array.size()), TextNode.valueOf(HERE));
    }
  }

  private static void bodyKeys(Draft draft, SplittableRandom random) {
    if (!(draft.json instanceof ObjectNode object)) {
      bodyWhole(draft, random);
      return;
    }
    ObjectNode copy = object.deepCopy();
    List<String> names = copy.properties().stream().map(it -> it.getKey()).toList();
    String added = "";
    switch (names.isEmpty() ? 2 : random.nextInt(4)) {
      case 0 -> copy.remove(Nasty.pick(names, random));
      case 1 -> {
        String name = Nasty.pick(names, random);
        added = "\"" + name + "\":" + copy.get(name);
      }
      case 2 -> added = Nasty.text(random) + ":" + Nasty.value(random);
      default -> copy.retain(Nasty.pick(names, random));
    }
    String text = copy.toString();
    if (!added.isEmpty()) {
      text = "{" + added + (copy.isEmpty() ? "" : ",") + text.substring(1);
    }
    draft.body = text.getBytes(StandardCharsets.UTF_8);
  }

  private static void bodyBytes(Draft draft, SplittableRandom random) {
    byte[] bytes = draft.bytes().clone();
    switch (random.nextInt(6)) {
      case 0 -> draft.body = Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
      case 1 -> draft.body = ("\ufeff" + text(bytes)).getBytes(StandardCharsets.UTF_8);
      case 2 -> draft.body = text(bytes).getBytes(StandardCharsets.UTF_16);
      case 3 -> draft.body = (text(bytes) + text(bytes)).getBytes(StandardCharsets.UTF_8);
      default -> {
        for (int i = 0; i < random.nextInt(1, 4) && bytes.length > 0; i++) {
          bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(0x80, 0x100);
        }
        draft.body = bytes;
      }
    }
  }

  private static void bodyWhole(Draft draft, SplittableRandom random) {
    int kind = random.nextInt(400);
    String text =
        kind == 0
            ? "\"" + "y".repeat(random.nextInt(LONGEST - 10)) + "\""
            : kind == 1 ? "[" + "0,".repeat(100_000) + "0]" : Nasty.value(random);
    draft.body = (random.nextInt(10) == 0 ? "" : text).getBytes(StandardCharsets.UTF_8);
    if (random.nextBoolean()) {
      draft.replace("Content-Type", "application/json");
    }
  }

  private static void headers(Draft draft, SplittableRandom random) {
    int count = random.nextInt(10) == 0 ? 150 : random.nextInt(1, 4);
    for (int i = 0; i < count; i++) {
      String name = count > 10 ? "X-H" + i : Nasty.pick(HEADERS, random);
      draft.headers.add(new Header(name, count > 10 ? "v" : Nasty.header(random)));
    }
  }

  private static void cookies(Draft draft, SplittableRandom random) {
    String value = Nasty.header(random);
    String known = draft.bytes().length % 2 == 0 ? "_csrf_token=" : "session=";
    draft.headers.add(
        new Header(
            "Cookie",
            switch (random.nextInt(5)) {
              case 0 -> known + value;
              case 1 -> "_csrf_token=" + "A".repeat(200) + "; _csrf_token=B";
              case 2 -> "a=b;".repeat(100) + known;
              case 3 -> known + "AAAA.BBBB.CCCC";
              default -> value;
            }));
  }

  private static String authorization(SplittableRandom random) {
    return switch (random.nextInt(9)) {
      case 0 -> "Bearer";
      case 1 -> "Bearer a b";
      case 2 -> "bEaReR " + "A".repeat(random.nextInt(1, 3000));
      case 3 -> "Basic " + base64(Nasty.pick(Cast.disposable("vic"), random) + ":wrong");
      case 4 -> "Basic " + base64(Cast.ORGANIZATION + "+ci:" + "A".repeat(64));
      case 5 -> "Basic %%%";
      case 6 -> "Basic " + base64("$oauthtoken:" + Nasty.MARK);
      case 7 -> "Bearer a.b.c";
      default -> Nasty.header(random);
    };
  }

  private static void idempotency(Draft draft, SplittableRandom random) {
    String key =
        random.nextInt(3) == 0 ? Nasty.header(random) : Nasty.MARK + "-" + random.nextInt(200);
    draft.headers.add(new Header("Idempotency-Key", key));
    if (random.nextInt(10) == 0) {
      draft.headers.add(new Header("idempotency-key", Nasty.MARK));
    }
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static final List<String> TYPES =
      List.of(
          "",
          "application/json; charset=utf-16",
          "application/json; charset=nonsense",
          "application/json; charset=\"utf-8\"",
          "APPLICATION/JSON",
          "application/problem+json",
          "application/+json",
          "application/json,text/html",
          "text/plain",
          "multipart/form-data",
          "multipart/form-data; boundary=x",
          "application/x-www-form-urlencoded",
          "application/x-www-form-urlencoded; charset=latin1",
          "application/json;;;=",
          "/",
          "*/*",
          "json",
          "application/" + "x".repeat(3000),
          "\u00e9/\u00ff");

  private static final List<String> METHODS =
      List.of(
          "HEAD",
          "OPTIONS",
          "PATCH",
          "TRACE",
          "CONNECT",
          "GET",
          "POST",
          "PUT",
          "DELETE",
          "get",
          "Post",
          "PROPFIND",
          "M-SEARCH",
          "PRI",
          "X".repeat(200));

  private static final List<String> PARAMETERS =
      List.of(
          "limit",
          "next_page",
          "page",
          "disabled",
          "name",
          "includePending",
          "expiring",
          "permissions",
          "token",
          "namespace",
          "starred",
          "public",
          "last_modified",
          "popularity",
          "repo_kind",
          "includeTags",
          "includeStats",
          "starttime",
          "endtime",
          "performer",
          "includeTeams",
          "includeOrgs",
          "query",
          "includeUsage",
          "start",
          "internal",
          "code",
          "scope",
          "service",
          "account",
          "client_id",
          "redirect_uri",
          "response_type",
          "state",
          "format",
          "LIMIT",
          "limit%00",
          "%FF",
          "");

  private static final List<String> HEADERS =
      List.of(
          "Accept",
          "Accept-Encoding",
          "Accept-Language",
          "User-Agent",
          "Origin",
          "Referer",
          "X-Requested-With",
          "X-CSRF-Token",
          "Content-Encoding",
          "Content-Language",
          "Access-Control-Request-Method",
          "Access-Control-Request-Headers",
          "Upgrade",
          "Connection",
          "Keep-Alive",
          "TE",
          "Via",
          "Max-Forwards",
          "X-HTTP-Method-Override",
          "Date",
          "DNT",
          "traceparent",
          "X-" + Nasty.MARK);

  private static final List<String> CONDITIONS =
      List.of(
          "If-Match",
          "If-None-Match",
          "If-Modified-Since",
          "If-Unmodified-Since",
          "If-Range",
          "Range",
          "Cache-Control");

  private static final List<String> CONDITION_VALUES =
      List.of(
          "*",
          "\"etag\"",
          "W/\"x\", \"y\"",
          "Thu, 01 Jan 1970 00:00:00 GMT",
          "Fri, 31 Dec 9999 23:59:59 GMT",
          "bytes=0-0",
          "bytes=0-0,-1,5-2",
          "bytes=99999999999999999999-",
          "no-cache",
          "not a date");

  private static final List<String> FORWARDED =
      List.of(
          "X-Forwarded-For",
          "X-Forwarded-Host",
          "X-Forwarded-Proto",
          "X-Forwarded-Port",
          "X-Forwarded-Prefix",
          "X-Real-IP",
          "Forwarded",
          "Host");

  private static final List<String> ADDRESSES =
      List.of(
          "",
          "127.0.0.1",
          "10.9.8.7, 127.0.0.1",
          "unknown",
          "::1",
          "[::1]:80",
          "999.999.999.999",
          "evil.example",
          "evil.example:99999",
          "a b",
          "https",
          "javascript",
          "-1",
          "for=\"_gazonk\";host=evil.example;proto=gopher",
          "for=1.2.3.4;by=;;",
          "1.1.1.1,".repeat(300),
          "evil.example/" + Nasty.MARK,
          "user:" + Nasty.MARK + "@evil.example",
          "\u00e9.example",
          Nasty.MARK + ".example");
}
