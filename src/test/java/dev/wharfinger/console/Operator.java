package dev.wharfinger.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.RequestOptions;
import dev.wharfinger.api.Answers;
import dev.wharfinger.api.Wharfinger;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Who operates a registry by the console: one browser, and everything that it complains of. */
final class Operator implements AutoCloseable {

  /** The first user, who is a superuser. */
  static final String NAME = "root";

  static final String PASSWORD = "what-root-knows-1";

  private static final Path SCREENSHOTS = Path.of("target", "screenshots");

  /** The first answers of a service that has just started take their time. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final Set<String> GRAVE = Set.of("serious", "critical");

  private final Playwright playwright;
  private final Wharfinger service;
  private final BrowserContext context;
  private final Page page;
  private final List<String> complaints = new ArrayList<>();

  Operator(Wharfinger service) throws IOException {
    install();
    this.service = service;
    this.playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    Browser browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(Path.of("/usr/bin/chromium"))
                    .setArgs(
                        List.of(
                            "--no-sandbox",
                            "--disable-gpu",
                            "--disable-quic",
                            "--no-first-run",
                            "--disable-background-networking",
                            "--disable-component-update",
                            "--disable-sync")));
    this.context =
        browser.newContext(
            new Browser.NewContextOptions()
                .setViewportSize(1280, 800)
                .setLocale("en-GB")
                .setTimezoneId("Europe/Berlin")
                .setUserAgent("Mozilla/5.0 <img src=x onerror=alert(1)>")
                .setPermissions(List.of("clipboard-read", "clipboard-write")));
    context.setDefaultTimeout(PATIENCE.toMillis());
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE.toMillis());
    this.page = context.newPage();
    page.onPageError(complaints::add);
    page.onConsoleMessage(message -> {
      boolean refused =
          message.text().startsWith("Failed to load resource")
              && message.location().contains("/api/v1/");
      if ("error".equals(message.type()) && !refused) {
        complaints.add(message.text() + " at " + message.location());
      }
    });
    page.onRequest(request -> {
      if (!request.url().startsWith(service.origin() + "/")) {
        complaints.add("a request to " + request.url());
      }
    });
  }

  private static void install() throws IOException {
    Process script =
        new ProcessBuilder(".ci/chromium").redirectError(ProcessBuilder.Redirect.INHERIT).start();
    try (InputStream output = script.getInputStream()) {
      assertThat(output.readAllBytes()).as("chromium is there").isNotEmpty();
    }
  }

  Page page() {
    return page;
  }

  String origin() {
    return service.origin();
  }

  /** Goes to a place of the console, and waits until its heading is there. */
  void visit(String place) {
    page.navigate("about:blank");
    page.navigate(service.origin() + "/console/#" + place);
    page.locator("h1").waitFor();
    settle();
  }

  /** Waits until nothing is being loaded any more. */
  void settle() {
    assertThat(page.locator(".skeleton")).hasCount(0);
  }

  void press(String name) {
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true))
        .first()
        .click();
  }

  void fill(String label, String value) {
    page.getByLabel(label, new Page.GetByLabelOptions().setExact(true)).last().fill(value);
  }

  void choose(String label, String option) {
    page.getByLabel(label, new Page.GetByLabelOptions().setExact(true)).last().selectOption(option);
  }

  /** Sends the form of the open dialog, and waits until that has ended. */
  void confirm(String label) {
    dialog()
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(label).setExact(true))
        .click();
  }

  Locator dialog() {
    return page.locator("dialog[open]").last();
  }

  /** Waits until the page says so. */
  void reads(String text) {
    try {
      page.getByText(text).first().waitFor();
    } catch (TimeoutError e) {
      picture("failed");
      throw new AssertionError(
          "no '" + text + "' in: " + page.locator("body").innerText() + " " + complaints, e);
    }
  }

  /** Waits until the dialogs are closed. */
  void isDone() {
    assertThat(page.locator("dialog[open]")).hasCount(0);
  }

  /** What the API answers to this session; fails unless it does what is asked. */
  String asks(String method, String path, String body) {
    APIResponse token = context.request().get(service.origin() + "/csrf_token");
    RequestOptions options =
        RequestOptions.create()
            .setMethod(method)
            .setHeader("X-CSRF-Token", Answers.json(token.text()).get("csrf_token").textValue());
    if (!body.isEmpty()) {
      options.setHeader("Content-Type", "application/json").setData(body);
    }
    APIResponse answer = context.request().fetch(service.origin() + "/api/v1" + path, options);
    assertThat(answer.status()).as(method + " " + path + " " + answer.text()).isLessThan(300);
    return answer.text();
  }

  /** Holds the page as it is against what assistive technology needs, in both themes. */
  void isAccessible(String name) {
    for (ColorScheme theme : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
      page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(theme));
      page.locator("html[data-theme=" + theme.name().toLowerCase(Locale.ROOT) + "]").waitFor();
      assertThat(violations(theme)).as(name + " " + theme).isEmpty();
    }
    if (name.equals("organization")) {
      picture(name + "-dark");
    }
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
    picture(name);
  }

  /** The themes differ in colors only, so the dark one is asked for these. */
  private List<String> violations(ColorScheme theme) {
    AxeBuilder axe = new AxeBuilder(page);
    return (theme == ColorScheme.DARK ? axe.withRules(List.of("color-contrast")) : axe)
        .analyze().getViolations().stream()
            .filter(rule -> GRAVE.contains(rule.getImpact()))
            .map(Operator::tell)
            .toList();
  }

  private static String tell(Rule rule) {
    return rule.getId()
        + ": "
        + rule.getNodes().stream()
            .map(node -> node.getHtml() + " " + node.getFailureSummary())
            .toList();
  }

  void picture(String name) {
    byte[] ignored =
        page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png")));
    assertThat(ignored).isNotEmpty();
  }

  /**
   * What the browser complained of since it was last asked: errors, and what the policy forbids.
   */
  List<String> complaints() {
    List<String> now = List.copyOf(complaints);
    complaints.clear();
    return now;
  }

  @Override
  public void close() {
    playwright.close();
  }
}
