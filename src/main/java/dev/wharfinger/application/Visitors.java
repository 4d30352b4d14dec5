package dev.wharfinger.application;

import dev.wharfinger.http.Call;
import dev.wharfinger.http.Refusal;
import dev.wharfinger.http.RefusedException;
import dev.wharfinger.security.BasicCredentials;
import dev.wharfinger.security.Caller;
import dev.wharfinger.security.PasswordSignIn;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/**
 * Who opens an OAuth page: there a name and password count, and never a bearer token, or a token
 * could make itself another with more rights. Source: contract sessions 1.2 and 4.
 */
@Singleton
class Visitors {

  /** 401 of the pages: it says that a browser may ask for name and password. */
  static final Refusal NOBODY =
      Refusal.message(
          401,
          "The server could not verify that you are authorized to access the URL requested. You"
              + " either supplied the wrong credentials (e.g. a bad password), or your browser"
              + " doesn't understand how to supply the credentials required.");

  private final PasswordSignIn passwords;

  @Inject
  Visitors(PasswordSignIn passwords) {
    this.passwords = passwords;
  }

  /** The user, with every scope; fails with 401 or {@link TooManyTries}. */
  Uni<Caller.User> of(Call call) {
    return call.header("Authorization")
        .flatMap(BasicCredentials::of)
        .filter(_ -> passwords.isOn())
        .map(basic -> passwords.check(basic.name(), basic.secret(), call.clientAddress()))
        .map(tried -> tried.map(Visitors::user))
        .orElseGet(() -> Uni.createFrom().failure(new RefusedException(NOBODY)));
  }

  private static Caller.User user(PasswordSignIn.Result result) {
    return switch (result) {
      case PasswordSignIn.Result.SignedIn(Caller.User user, var _) -> user;
      case PasswordSignIn.Result.Refused _ -> throw new RefusedException(NOBODY);
      case PasswordSignIn.Result.TooSoon(long seconds) -> throw new TooManyTries(seconds);
    };
  }
}
