package dev.wharfinger.api;

import static java.util.Map.entry;

import dev.wharfinger.local.LocalStack;
import dev.wharfinger.local.ServiceProcess;
import dev.wharfinger.local.StackAddresses;
import dev.wharfinger.platform.vault.MasterKey;
import dev.wharfinger.records.feed.FeedOfTheRun;
import io.restassured.RestAssured;
import io.restassured.config.DecoderConfig;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A running service. Those of the test JVM share one database and are started when somebody asks;
 * they differ in switches only, so a token of one is good at all of them.
 */
public final class Wharfinger {

  /** What a registry presents when it reports. */
  public static final String REGISTRY_SECRET = "what-only-registries-know";

  private static final StackAddresses.Isolated STACK = LocalStack.freshDatabase();
  private static final Map<String, Wharfinger> RUNNING = new ConcurrentHashMap<>();
  private static final AtomicLong SUFFIX = new AtomicLong();

  private static final Map<String, String> EVERYWHERE =
      Map.ofEntries(
          entry("SUPER_USERS", "root,auditor,regent"),
          entry("GLOBAL_READONLY_SUPER_USERS", "auditor,surveyor"),
          entry("FEATURE_USER_INITIALIZE", "true"),
          entry("FEATURE_OAUTH_PASSWORD_GRANT", "true"),
          entry("PUBLIC_NAMESPACES", "public-goods"),
          entry("DIRECT_OAUTH_CLIENTID_WHITELIST", "DIRECT00000000000000,NOBODY00000000000000"),
          entry("QUARKUS_HTTP_PROXY_PROXY_ADDRESS_FORWARDING", "true"),
          entry("SECRET_KEY", "0123456789abcdef"),
          entry("FEATURE_PROXY_CACHE", "true"),
          entry("FEATURE_AUTO_PRUNE", "true"),
          entry("FEATURE_IMMUTABLE_TAGS", "true"),
          entry("FEATURE_REPO_MIRROR", "true"),
          // Whichever instance sees it: only one has a registry.
          entry("WHARFINGER_PUT_BACK_IMMUTABLE_TAGS", "true"),
          entry("NOTIFICATION_TASK_RUN_MINIMUM_INTERVAL_MINUTES", "0"),
          entry("SSRF_ALLOWED_HOSTS", "127.0.0.2/31,Allowed.Internal"),
          entry("WHARFINGER_DNS_SERVERS", NameServer.shared().address()),
          entry("WHARFINGER_OUTBOUND_PATIENCE_SECONDS", "2"),
          entry("WHARFINGER_REGISTRY_EVENTS_SECRET", REGISTRY_SECRET),
          entry("DISABLED_FOR_PULL_LOGS", "unpulled-goods"),
          entry("MAIL_SERVER", "127.0.0.1"),
          entry("MAIL_PORT", Integer.toString(MailBox.port())),
          entry("MAIL_USE_TLS", "false"),
          entry("MAIL_DEFAULT_SENDER", "registry@example.com"),
          entry("WHARFINGER_AUDIT_PARTITIONS", "3"),
          entry("FEATURE_IMAGE_PULL_STATS", "true"),
          entry("WHARFINGER_AUDIT_PERSONAL_DATA", "true"),
          // It lives for minutes, beside others: what the second compiler costs never comes back.
          entry("JAVA_TOOL_OPTIONS", Certificate.trustingJvm() + " -XX:TieredStopAtLevel=1"));

  private static final RestAssuredConfig CONFIG =
      RestAssured.config()
          .encoderConfig(
              EncoderConfig.encoderConfig()
                  .defaultContentCharset(StandardCharsets.UTF_8)
                  .appendDefaultContentCharsetToContentTypeIfUndefined(false))
          .decoderConfig(
              DecoderConfig.decoderConfig().defaultContentCharset(StandardCharsets.UTF_8));

  private final StackAddresses.Isolated stack;
  private final ServiceProcess process;

  private Wharfinger(StackAddresses.Isolated stack, ServiceProcess process) {
    this.stack = stack;
    this.process = process;
  }

  /** With the defaults: no mail, superusers without full access. */
  public static Wharfinger shared() {
    return running("shared", Map.of());
  }

  /**
   * Superusers have full access, mail is on, organizations may use a user's e-mail, users tell who
   * they are and rename themselves, the size of the registry is computed as soon as somebody asks,
   * and {@code quiet-goods} leaves no usage logs.
   */
  public static Wharfinger fullAccess() {
    return running(
        "full-access",
        Map.ofEntries(
            entry("FEATURE_SUPERUSERS_FULL_ACCESS", "true"),
            entry("FEATURE_MAILING", "true"),
            entry("FEATURE_ORG_SHARED_EMAIL", "true"),
            entry("ACTION_LOG_AUDIT_LOGIN_FAILURES", "true"),
            entry("FEATURE_USER_METADATA", "true"),
            entry("FEATURE_USER_RENAME", "true"),
            entry("CREATE_NAMESPACE_ON_PUSH", "true"),
            entry("FEATURE_BLACKLISTED_EMAILS", "true"),
            entry("BLACKLISTED_EMAIL_DOMAINS", "elsewhere.example,blocked.example"),
            entry("QUOTA_REGISTRY_SIZE_POLL_PERIOD", "1"),
            entry("DISABLED_FOR_AUDIT_LOGS", "quiet-goods,silent-goods"),
            entry("APP_SPECIFIC_TOKEN_EXPIRATION", "4w")));
  }

  /**
   * As little as possible may be done: only superusers create organizations, {@code carl} alone is
   * not restricted, no quotas, no time machine, no robots, no slashes in names of repositories,
   * passwords are kept elsewhere, two tokens an application, captchas. What is pushed is public,
   * Swagger UI is served, and a registry is attached, which a test may start.
   */
  public static Wharfinger restricted() {
    return running(
        "restricted",
        Map.ofEntries(
            entry("FEATURE_SUPERUSERS_ORG_CREATION_ONLY", "true"),
            entry("WHARFINGER_SWAGGER_UI", "true"),
            entry("WHARFINGER_REGISTRY_URL", "http://127.0.0.1:" + RegistryProcess.ATTACHED_PORT),
            entry("FEATURE_RESTRICTED_USERS", "true"),
            entry("RESTRICTED_USERS_WHITELIST", "carl"),
            entry("AUTO_PRUNING_POLL_PERIOD", "2"),
            entry("PERMANENTLY_DELETE_TAGS", "true"),
            entry("AUTOPRUNE_TASK_RUN_MINIMUM_INTERVAL_MINUTES", "0"),
            entry("FEATURE_QUOTA_MANAGEMENT", "false"),
            entry("FEATURE_CHANGE_TAG_EXPIRATION", "false"),
            entry("FEATURE_EXTENDED_REPOSITORY_NAMES", "false"),
            entry("ROBOTS_DISALLOW", "true"),
            entry("ROBOTS_WHITELIST", "trusted-goods+crane"),
            entry("FEATURE_USER_LAST_ACCESSED", "false"),
            entry("FEATURE_READER_BUILD_LOGS", "true"),
            entry("CREATE_NAMESPACE_ON_PUSH", "true"),
            entry("CREATE_PRIVATE_REPO_ON_PUSH", "false"),
            entry("FEATURE_APP_SPECIFIC_TOKENS", "false"),
            entry("OAUTH_APPLICATION_MAXIMUM_TOKEN_COUNT", "2"),
            entry("FEATURE_LOG_EXPORT", "false"),
            entry("FRESH_LOGIN_TIMEOUT", "0s"),
            entry("FEATURE_ASSIGN_OAUTH_TOKEN", "false"),
            entry("FEATURE_RECAPTCHA", "true"),
            entry("RECAPTCHA_SECRET_KEY", CaptchaJudge.SECRET),
            entry("WHARFINGER_RECAPTCHA_ADDRESS", CaptchaJudge.address()),
            entry("RECAPTCHA_WHITELISTED_USERS", "auditor,ada"),
            entry("AUTHENTICATION_TYPE", "LDAP"),
            entry("FEATURE_MAILING", "true"),
            entry("BRANDING", "logo=/logo.svg"),
            entry("FOOTER_LINKS", "ABOUT_URL=https://x.org/?a=b"),
            entry("DEFAULT_NAMESPACE_AUTOPRUNE_POLICY", "method=number_of_tags,value=100000"),
            entry("AVATAR_KIND", "gravatar")));
  }

  /**
   * Nobody is a superuser, and nobody may ask anonymously; mail is on, and captchas are asked for.
   */
  public static Wharfinger closed() {
    return running(
        "closed",
        Map.ofEntries(
            entry("FEATURE_SUPER_USERS", "false"),
            entry("FEATURE_ANONYMOUS_ACCESS", "false"),
            entry("FEATURE_PROXY_CACHE", "false"),
            entry("FEATURE_AUTO_PRUNE", "false"),
            entry("FEATURE_IMMUTABLE_TAGS", "false"),
            entry("FEATURE_REPO_MIRROR", "false"),
            entry("FEATURE_EDIT_QUOTA", "false"),
            entry("DISABLE_PUSHES", "true"),
            entry("ENTERPRISE_LOGO_URL", "https://example.com/logo.png"),
            entry("DOCUMENTATION_ROOT", "https://docs.example.com/"),
            entry("FEATURE_USER_CREATION", "false"),
            entry("FEATURE_MAILING", "true"),
            entry("FEATURE_REQUIRE_TEAM_INVITE", "false"),
            entry("FRESH_LOGIN_TIMEOUT", "0s"),
            entry("FEATURE_RECAPTCHA", "true"),
            entry("RECAPTCHA_SITE_KEY", "shown-to-pages"),
            entry("RECAPTCHA_SECRET_KEY", CaptchaJudge.SECRET),
            entry("WHARFINGER_RECAPTCHA_ADDRESS", CaptchaJudge.address()),
            entry("FEATURE_USER_INITIALIZE", "false")));
  }

  /** On a database of its own, with other switches; the caller ends it. */
  public static Wharfinger empty(String name, Map<String, String> switches) {
    return start(name, LocalStack.freshDatabase(), switches);
  }

  /** Beside those that run, on the same database, with other switches; the caller ends it. */
  public static Wharfinger another(String name, Map<String, String> switches) {
    return start(name, STACK, switches);
  }

  /** A name that nobody had before. */
  public static String fresh(String prefix) {
    return prefix + "-" + SUFFIX.incrementAndGet();
  }

  /** A request without a credential. */
  public RequestSpecification request() {
    return RestAssured.given()
        .config(CONFIG)
        .filter(AnswersAsDescribed.FILTER)
        .urlEncodingEnabled(false)
        .baseUri(process.baseUrl())
        .basePath("/api/v1");
  }

  /** A request with a bearer token. */
  public RequestSpecification request(String token) {
    return request().header("Authorization", "Bearer " + token);
  }

  /** A request for health, metrics or what operators use, on the port that these have. */
  public RequestSpecification management() {
    return RestAssured.given().config(CONFIG).baseUri(process.managementUrl());
  }

  /** The same with a bearer token. */
  public RequestSpecification management(String token) {
    return management().header("Authorization", "Bearer " + token);
  }

  /** What the services of the test JVM keep their secrets by. */
  public static MasterKey masterKey() {
    return MasterKey.fromBase64(
        Objects.requireNonNull(STACK.environment().get("WHARFINGER_MASTER_KEY")));
  }

  /** Scheme, host and port. */
  public String origin() {
    return process.baseUrl();
  }

  /** Changes rows behind the back of the service, for what no operation can do yet. */
  public void sql(String statement, Object... values) {
    var _ = run(statement, values);
  }

  /** The number that a query gives. */
  public long count(String query, Object... values) {
    return run(query, values);
  }

  private long run(String statement, Object... values) {
    StackAddresses servers = LocalStack.shared();
    try (Connection connection =
            DriverManager.getConnection(
                servers.jdbcUrl(stack.database()) + "?currentSchema=wharfinger",
                servers.user(),
                servers.password());
        PreparedStatement prepared = connection.prepareStatement(statement)) {
      for (int i = 0; i < values.length; i++) {
        prepared.setObject(i + 1, values[i]);
      }
      if (!prepared.execute()) {
        return prepared.getUpdateCount();
      }
      try (ResultSet rows = prepared.getResultSet()) {
        rows.next();
        return rows.getLong(1);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(statement, e);
    }
  }

  /** The value of a counter; 0 before the first count. */
  public double metric(String name) {
    String metrics = management().get("/q/metrics").asString();
    return metrics
        .lines()
        .filter(line -> line.startsWith(name))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  /** Where a text lies that should lie nowhere: tables, the journal, the log of the process. */
  public List<String> placesOf(String text) {
    return Places.of(text, stack, process.log());
  }

  /** What the names of its topics begin with. */
  public String topicPrefix() {
    return stack.topicPrefix();
  }

  /** Ends it. */
  public void stop() {
    process.stop();
  }

  private static Wharfinger running(String name, Map<String, String> switches) {
    Wharfinger running = RUNNING.computeIfAbsent(name, _ -> start(name, STACK, switches));
    FeedOfTheRun.watch(running);
    return running;
  }

  private static Wharfinger start(
      String name, StackAddresses.Isolated stack, Map<String, String> switches) {
    Map<String, String> environment = new HashMap<>(stack.environment());
    environment.putAll(EVERYWHERE);
    environment.putAll(switches);
    ServiceProcess process =
        ServiceProcess.start(OwnFolder.PATH.resolve(name + ".log"), 0, environment);
    Runtime.getRuntime().addShutdownHook(new Thread(process::kill, "end-" + name));
    return new Wharfinger(stack, process);
  }
}
