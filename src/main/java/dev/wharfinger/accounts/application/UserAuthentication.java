package dev.wharfinger.accounts.application;

import dev.wharfinger.platform.http.ApiError;
import dev.wharfinger.platform.http.ApiException;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.security.BasicCredentials;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.platform.security.PasswordSignIn;
import dev.wharfinger.platform.security.PasswordSignIn.Result;
import dev.wharfinger.platform.security.SessionCallers;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * Authenticates the users of OAuth pages: by name and password or by session, and never by a bearer
 * token, because a token could otherwise obtain another one with more permissions. Source: contract
 * sessions 1.2 and 4.
 */
@Singleton
class UserAuthentication {

  /** 401 of the pages, which lets a browser ask for name and password. */
  static final ApiError NOBODY =
      ApiError.message(
          401,
          "The server could not verify that you are authorized to access the URL requested. You"
              + " either supplied the wrong credentials (e.g. a bad password), or your browser"
              + " doesn't understand how to supply the credentials required.");

  private final PasswordSignIn passwords;
  private final SessionCallers sessions;

  @Inject
  UserAuthentication(PasswordSignIn passwords, SessionCallers sessions) {
    this.passwords = passwords;
    this.sessions = sessions;
  }

  /** The user, with every scope; fails with 401 or {@link TooManyTries}. */
  Uni<SignedInUser> of(ApiRequest request) {
    return find(request).map(found -> found.orElseThrow(() -> new ApiException(NOBODY)));
  }

  /** The same; empty for an anonymous visitor. A wrong name or password still gives 401. */
  Uni<Optional<SignedInUser>> find(ApiRequest request) {
    return request
        .header("Authorization")
        .flatMap(BasicCredentials::of)
        .filter(_ -> passwords.isOn())
        .map(basic -> passwords.check(basic.name(), basic.secret(), request.clientAddress()))
        .map(tried -> tried.map(UserAuthentication::byPassword).map(Optional::of))
        .orElseGet(() -> bySession(request));
  }

  private Uni<Optional<SignedInUser>> bySession(ApiRequest request) {
    return request
        .session()
        .map(session ->
            sessions
                .of(session, request.receivedAt())
                .map(found ->
                    switch (found.caller()) {
                      case Caller.User user ->
                          Optional.of(new SignedInUser(user, Optional.of(session)));
                      case Caller.Anonymous _ -> Optional.<SignedInUser>empty();
                    }))
        .orElseGet(() -> Uni.createFrom().item(Optional.empty()));
  }

  private static SignedInUser byPassword(Result result) {
    return switch (result) {
      case Result.SignedIn signedIn -> new SignedInUser(signedIn.user(), Optional.empty());
      case Result.Refused _, Result.Disabled _ -> throw new ApiException(NOBODY);
      case Result.TooSoon soon -> throw new TooManyTries(soon.seconds());
    };
  }
}
