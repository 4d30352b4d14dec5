package dev.wharfinger.platform.outbound;

import dev.wharfinger.platform.config.Secret;
import dev.wharfinger.platform.config.Settings;
import dev.wharfinger.platform.config.WharfingerSettings;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Asks the captcha's provider whether a client solved it (reCAPTCHA's siteverify). Source: contract
 * organization 2.1, sessions 2.
 */
@Singleton
public class Captcha {

  /** The error text for a captcha that was not solved. */
  public static final String ISSUE = "Are you a bot? If not, please revalidate the captcha.";

  private final OutboundHttp http;
  private final boolean asked;
  private final Set<String> spared;
  private final Optional<Secret> secret;
  private final Url address;

  @Inject
  Captcha(OutboundHttp http, Settings settings, WharfingerSettings own) {
    this.http = http;
    this.asked = settings.featureRecaptcha();
    this.spared = settings.recaptchaWhitelistedUsers();
    this.secret = settings.recaptchaSecretKey();
    this.address = Url.parse(own.recaptchaAddress());
  }

  /**
   * Whether the check is passed: captchas are off, the user is exempt, or it was solved. If the
   * provider cannot be asked, it is not passed.
   *
   * @param username empty for a user without an account yet
   * @param response what the browser received for solving it; empty for none
   */
  public Uni<Boolean> passes(
      Optional<String> username, String response, Optional<String> clientAddress) {
    if (!asked || username.map(spared::contains).orElse(false)) {
      return Uni.createFrom().item(true);
    }
    if (response.isEmpty() || secret.isEmpty()) {
      return Uni.createFrom().item(false);
    }
    Map<String, String> fields =
        Map.of(
            "secret", secret.get().reveal(),
            "response", response,
            "remoteip", clientAddress.orElse(""));
    return http.sendToOwn(OutboundRequest.form(address, form(fields)))
        .map(Captcha::isSuccess)
        .onFailure(OutboundFailure.class)
        .recoverWithItem(false);
  }

  private static Buffer form(Map<String, String> fields) {
    return Buffer.buffer(
        fields.entrySet().stream()
            .map(field ->
                field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&")));
  }

  private static boolean isSuccess(OutboundAnswer answer) {
    try {
      return answer.status() == 200
          && Boolean.TRUE.equals(new JsonObject(answer.body()).getValue("success"));
    } catch (DecodeException e) {
      return false;
    }
  }
}
