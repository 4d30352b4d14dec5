package dev.wharfinger.repositories.mirror;

import static dev.wharfinger.platform.http.Schema.arrayOf;
import static dev.wharfinger.platform.http.Schema.bool;
import static dev.wharfinger.platform.http.Schema.integer;
import static dev.wharfinger.platform.http.Schema.object;
import static dev.wharfinger.platform.http.Schema.oneOfTexts;
import static dev.wharfinger.platform.http.Schema.text;
import static dev.wharfinger.platform.http.Schema.type;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.platform.config.Bound;
import dev.wharfinger.platform.http.Schema;
import dev.wharfinger.platform.http.TextLengths;
import dev.wharfinger.platform.outbound.Url;
import dev.wharfinger.repositories.mirror.MirrorRejection.MalformedReference;
import dev.wharfinger.repositories.mirror.MirrorRejection.Simple;
import dev.wharfinger.repositories.mirror.MirrorRejection.UnknownArchitectures;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * What a client wants of a mirror, complete or in parts; the password was taken out before. Source:
 * contract repositories 9.1.
 */
record WantedMirror(ObjectNode body) {

  static final String USERNAME = "external_registry_username";
  static final String PASSWORD = "external_registry_password";
  static final String CONNECTION = "external_registry_config";
  static final String START = "sync_start_date";
  static final String FILTER = "architecture_filter";
  static final String ROBOT = "robot_username";
  static final String REFERENCE = "external_reference";

  @Bound(
      of = "globs of a mirror",
      unit = "globs",
      beyond = "400",
      test = "RepositoryMirrorApiTest.refusesWhatIsTooMuch")
  static final int MOST_GLOBS = 100;

  private static final int SHORTEST_TIMEOUT = 300;
  private static final Set<String> ARCHITECTURES = Set.of("amd64", "arm64", "ppc64le", "s390x");
  private static final Pattern TIME =
      Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z");

  private static final Schema PROXY =
      object()
          .property("http_proxy", type("string", "null").atMost(TextLengths.ADDRESS))
          .property("https_proxy", type("string", "null").atMost(TextLengths.ADDRESS))
          .property("no_proxy", type("string", "null").atMost(TextLengths.ADDRESS));

  private static final Schema PARTS =
      object()
          .property("is_enabled", bool())
          .property(REFERENCE, text(TextLengths.ADDRESS))
          .property(USERNAME, type("string", "null").atMost(TextLengths.NAME))
          .property(
              CONNECTION,
              object()
                  .property("verify_tls", bool())
                  .property("unsigned_images", bool())
                  .property("proxy", PROXY))
          .property("sync_interval", integer().minimum(1).maximum(Integer.MAX_VALUE))
          .property(START, text(TextLengths.NAME))
          .property(
              "root_rule",
              object()
                  .required("rule_kind", "rule_value")
                  .property("rule_kind", oneOfTexts("tag_glob_csv"))
                  .property("rule_value", arrayOf(text(TextLengths.NAME), MOST_GLOBS)))
          .property(
              "skopeo_timeout_interval",
              integer().minimum(SHORTEST_TIMEOUT).maximum(Integer.MAX_VALUE))
          .property(ROBOT, text(TextLengths.NAME))
          .property(FILTER, type("array", "null").items(text(TextLengths.NAME), MOST_GLOBS));

  static final Schema CHANGES = PARTS;

  /** Leaves out the password, because validation errors quote the offending values. */
  static final Schema BODY =
      PARTS.required(
          REFERENCE, "sync_interval", START, "root_rule", "skopeo_timeout_interval", ROBOT);

  boolean has(String key) {
    return body.has(key);
  }

  String value(String key) {
    return body.path(key).asText();
  }

  Optional<String> textOrNull(String key) {
    return Optional.ofNullable(body.path(key).textValue());
  }

  long number(String key) {
    return body.path(key).decimalValue().longValueExact();
  }

  /** The reference, if there is one. */
  Optional<String> reference() {
    return textOrNull(REFERENCE);
  }

  /** The start; empty if it is not written as a time. */
  Optional<Instant> start() {
    String text = value(START);
    if (!TIME.matcher(text).matches() || text.startsWith("0000")) {
      return Optional.empty();
    }
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  List<String> globs() {
    return texts(body.path("root_rule").path("rule_value"));
  }

  /** The architectures; none for null. */
  List<String> architectures() {
    return texts(body.path(FILTER));
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(each -> texts.add(each.textValue()));
    return texts;
  }

  /** What is wrong with the reference, before its host is looked for. */
  Optional<MirrorRejection> referenceFault() {
    return reference().flatMap(MirrorReference::fault).map(MalformedReference::new);
  }

  /**
   * What is wrong with all but the robot, in Quay's order, which differs for a new mirror.
   *
   * @param address why the reference's host may not be asked, if so
   */
  Optional<MirrorRejection> fault(
      boolean isNew, Optional<MirrorRejection> address, boolean sparseIndexes) {
    return first(
        this::referenceFault,
        () -> address,
        () -> isNew ? Optional.empty() : startFault(),
        () -> filterFault(sparseIndexes),
        () -> isNew ? startFault() : credentialsFault(),
        this::proxyFault,
        () ->
            has("root_rule") && globs().isEmpty() ? Optional.of(Simple.NO_TAGS) : Optional.empty());
  }

  @SafeVarargs
  private static Optional<MirrorRejection> first(Supplier<Optional<MirrorRejection>>... checks) {
    for (Supplier<Optional<MirrorRejection>> check : checks) {
      Optional<MirrorRejection> fault = check.get();
      if (fault.isPresent()) {
        return fault;
      }
    }
    return Optional.empty();
  }

  private Optional<MirrorRejection> startFault() {
    return has(START) && start().isEmpty() ? Optional.of(Simple.MALFORMED_START) : Optional.empty();
  }

  private Optional<MirrorRejection> filterFault(boolean sparseIndexes) {
    List<String> wanted = architectures();
    if (wanted.isEmpty()) {
      return Optional.empty();
    }
    if (!sparseIndexes) {
      return Optional.of(Simple.NEEDS_SPARSE_INDEXES);
    }
    TreeSet<String> unknown = new TreeSet<>(wanted);
    unknown.removeAll(ARCHITECTURES);
    return unknown.isEmpty()
        ? Optional.empty()
        : Optional.of(new UnknownArchitectures(List.copyOf(unknown)));
  }

  private Optional<MirrorRejection> credentialsFault() {
    if (!has(PASSWORD)) {
      return Optional.empty();
    }
    if (!has(USERNAME)) {
      return Optional.of(Simple.PASSWORD_WITHOUT_USERNAME);
    }
    return textOrNull(USERNAME).isEmpty() && textOrNull(PASSWORD).isPresent()
        ? Optional.of(Simple.PASSWORD_FOR_NO_USERNAME)
        : Optional.empty();
  }

  private Optional<MirrorRejection> proxyFault() {
    JsonNode proxy = body.path(CONNECTION).path("proxy");
    return isProxy(proxy.path("http_proxy")) && isProxy(proxy.path("https_proxy"))
        ? Optional.empty()
        : Optional.of(Simple.MALFORMED_PROXY);
  }

  /** None is one as well. */
  private static boolean isProxy(JsonNode address) {
    if (!address.isTextual() || address.textValue().isEmpty()) {
      return true;
    }
    Url url = Url.parse(address.textValue());
    return url.scheme().equals("http") && !url.hasCredentials() && !url.host().isEmpty();
  }
}
