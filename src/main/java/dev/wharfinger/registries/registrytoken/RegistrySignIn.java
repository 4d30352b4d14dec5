package dev.wharfinger.registries.registrytoken;

import dev.wharfinger.accounts.apptoken.AppTokenSignIn;
import dev.wharfinger.accounts.robot.RobotSignIn;
import dev.wharfinger.platform.account.EncryptedPassword;
import dev.wharfinger.platform.account.PasswordSecret;
import dev.wharfinger.platform.config.Settings;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.security.BasicCredentials;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.platform.security.CallerResolver;
import dev.wharfinger.platform.security.PasswordSignIn;
import dev.wharfinger.platform.security.PasswordSignIn.Result.TooSoon;
import dev.wharfinger.platform.security.SecretTries;
import dev.wharfinger.registries.registrytoken.RegistryRefusal.Code;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Authenticates at the registry: a user by password, a robot by its token, either also by a token
 * in place of a password. Source: contract neighbours 1, 2.3 and 5; sessions 1.8;
 * metrics-and-config 2.1.
 */
@Singleton
class RegistrySignIn {

  private static final String APP_TOKEN = "$app";
  private static final String ACCESS_TOKEN = "$oauthtoken";

  private static final String WRONG = "Invalid username or password.";
  private static final String NO_ROBOTS =
      "Robot account have been disabled. Please contact your administrator.";
  private static final String PLAIN =
      "Client login with unencrypted passwords is disabled. Please generate an encrypted password.";

  private final SecretTries tries;
  private final PasswordSignIn passwords;
  private final PasswordSecret secret;
  private final AppTokenSignIn appTokens;
  private final RobotSignIn robots;
  private final CallerResolver accessTokens;
  private final boolean encryptedOnly;

  @Inject
  RegistrySignIn(
      SecretTries tries,
      PasswordSignIn passwords,
      PasswordSecret secret,
      AppTokenSignIn appTokens,
      RobotSignIn robots,
      CallerResolver accessTokens,
      Settings settings) {
    this.tries = tries;
    this.passwords = passwords;
    this.secret = secret;
    this.appTokens = appTokens;
    this.robots = robots;
    this.accessTokens = accessTokens;
    this.encryptedOnly = settings.featureRequireEncryptedBasicAuth();
  }

  /** The caller; wrong credentials fail with a {@link RegistryRefusal}. */
  Uni<Caller.User> by(BasicCredentials credentials, ApiRequest request) {
    String name = credentials.name();
    String given = credentials.secret();
    if (name.equals(APP_TOKEN)) {
      return guarded(
          tries.subject("app-token", AppTokenSignIn.idOf(given), request.clientAddress()),
          () -> appTokens.by(given, request.receivedAt()));
    }
    if (name.equals(ACCESS_TOKEN)) {
      return byAccessToken(given);
    }
    return isRobot(name) ? byRobot(name, given, request) : byPassword(name, given, request);
  }

  private Uni<Caller.User> byRobot(String name, String given, ApiRequest request) {
    return robots.isAllowed(name)
        ? guarded(
            tries.subject("robot", name, request.clientAddress()), () -> robots.by(name, given))
        : Uni.createFrom().failure(new RegistryRefusal(Code.UNAUTHORIZED, NO_ROBOTS));
  }

  private Uni<Caller.User> guarded(
      SecretTries.Subject subject, Supplier<Uni<Optional<Caller.User>>> attempt) {
    Optional<Duration> wait = tries.left(subject);
    if (wait.isPresent()) {
      return Uni.createFrom().failure(tooMany(new TooSoon(wait.get())));
    }
    return attempt
        .get()
        .invoke(found ->
            found.ifPresentOrElse(_ -> tries.succeeded(subject), () -> tries.failed(subject)))
        .map(RegistrySignIn::known);
  }

  private static RegistryRefusal tooMany(TooSoon soon) {
    return RegistryRefusal.later(
        Code.TOOMANYREQUESTS, "Too many failed attempts to sign in.", soon.seconds());
  }

  /**
   * An e-mail address may contain a plus sign as well; a robot's name never contains an at sign.
   */
  private static boolean isRobot(String name) {
    return name.contains("+") && !name.contains("@");
  }

  private Uni<Caller.User> byAccessToken(String token) {
    return accessTokens
        .resolve(Optional.of("Bearer " + token))
        .onFailure(CallerResolver.InvalidExternalToken.class)
        .recoverWithItem(Caller.ANONYMOUS)
        .map(caller ->
            known(caller instanceof Caller.User user ? Optional.of(user) : Optional.empty()));
  }

  private Uni<Caller.User> byPassword(String name, String given, ApiRequest request) {
    Optional<String> decrypted =
        secret.keys().stream()
            .flatMap(key -> EncryptedPassword.open(given, key).stream())
            .findFirst();
    if (!passwords.isOn()) {
      return Uni.createFrom().failure(new RegistryRefusal(Code.UNAUTHORIZED, WRONG));
    }
    if (decrypted.isEmpty() && encryptedOnly) {
      return Uni.createFrom().failure(new RegistryRefusal(Code.UNAUTHORIZED, PLAIN));
    }
    return passwords
        .check(name, decrypted.orElse(given), request.clientAddress())
        .map(result ->
            switch (result) {
              case PasswordSignIn.Result.SignedIn signedIn -> signedIn.user();
              case PasswordSignIn.Result.Refused _, PasswordSignIn.Result.Disabled _ ->
                  throw new RegistryRefusal(Code.UNAUTHORIZED, WRONG);
              case TooSoon soon -> throw tooMany(soon);
            });
  }

  private static Caller.User known(Optional<Caller.User> found) {
    return found.orElseThrow(() -> new RegistryRefusal(Code.UNAUTHORIZED, WRONG));
  }
}
