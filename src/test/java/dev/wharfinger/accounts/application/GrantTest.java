package dev.wharfinger.accounts.application;

import static dev.wharfinger.platform.journal.Decide.FIRST_ID;
import static dev.wharfinger.platform.journal.Decide.events;
import static dev.wharfinger.platform.journal.Decide.on;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wharfinger.accounts.application.ApplicationEvent.AccessTokenIssued;
import dev.wharfinger.accounts.application.ApplicationEvent.AccessTokenRevoked;
import dev.wharfinger.accounts.application.ApplicationEvent.AuthorizationCodeIssued;
import dev.wharfinger.accounts.application.ApplicationEvent.AuthorizationCodeRedeemed;
import dev.wharfinger.accounts.application.AssignmentEvent.TokenAssignmentUsed;
import dev.wharfinger.accounts.application.ClientState.OwnerRelation;
import dev.wharfinger.accounts.application.Grants.Grant;
import dev.wharfinger.accounts.application.Grants.Kind;
import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.journal.Decision;
import dev.wharfinger.platform.security.Scope;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GrantTest {

  private static final AccountId ADA = new AccountId(1);
  private static final AccountId OWNER = new AccountId(7);
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private static final Instant THEN = NOW.plusSeconds(600);
  private static final UUID TOKEN = new UUID(0, 5);
  private static final String BACK = "https://crane.example/back";
  private static final Kind AT_ONCE = new Kind.Token(TOKEN, THEN);
  private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
  private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
  private static final Optional<Set<Scope>> SCOPES =
      Optional.of(EnumSet.of(Scope.USER_READ, Scope.REPO_READ));

  @Test
  void grantsAnAdministratorsTokenAtOnce() {
    assertThat(events(client(OwnerRelation.ADMINISTRATOR), grant(BACK, SCOPES, AT_ONCE)))
        .containsExactly(
            new AccessTokenIssued(FIRST_ID, TOKEN, ADA, 4L, "repo:read user:read", THEN));
  }

  @Test
  void grantsAnybodysCode() {
    assertThat(events(client(OwnerRelation.NONE), grant(BACK, SCOPES, code("S256"))))
        .containsExactly(
            new AuthorizationCodeIssued(
                FIRST_ID, ADA, 4, "digest", "repo:read user:read", BACK, CHALLENGE, THEN));
  }

  @Test
  void grantsWhatWasOfferedOnceAndNothingElse() {
    assertThat(events(offering("user:read,repo:read"), grant(BACK, SCOPES, AT_ONCE)))
        .containsExactly(
            new AccessTokenIssued(FIRST_ID, TOKEN, ADA, 4L, "repo:read user:read", THEN),
            new TokenAssignmentUsed(8, FIRST_ID));
    for (String other : new String[] {"repo:read", "repo:read user:read org:admin", "nonsense"}) {
      assertThat(on(offering(other), grant(BACK, SCOPES, AT_ONCE)))
          .as(other)
          .isEqualTo(refused(GrantRejection.INVALID_SCOPE));
    }
  }

  @Test
  void tellsTheClientWhatIsWrongWhereThatIsSafe() {
    assertThat(on(new ClientState.Unknown(), grant(BACK, SCOPES, AT_ONCE)))
        .isEqualTo(refused(GrantRejection.UNKNOWN_CLIENT_OF_TOKEN));
    assertThat(on(new ClientState.Unknown(), grant(BACK, SCOPES, code("S256"))))
        .isEqualTo(refused(GrantRejection.UNKNOWN_CLIENT));
    assertThat(on(client(OwnerRelation.NONE), grant(BACK, SCOPES, AT_ONCE)))
        .isEqualTo(refused(GrantRejection.CLIENT_NOT_ENTITLED));
    for (Kind kind : List.of(AT_ONCE, code("S256"))) {
      assertThat(on(client(OwnerRelation.OWNED_BY_USER), grant(BACK, SCOPES, kind)))
          .isEqualTo(refused(GrantRejection.CLIENT_NOT_ENTITLED));
      assertThat(
              on(client(OwnerRelation.ADMINISTRATOR), grant("https://evil.example", SCOPES, kind)))
          .isEqualTo(refused(GrantRejection.FOREIGN_REDIRECT));
      assertThat(on(client(OwnerRelation.ADMINISTRATOR), grant(BACK, Optional.empty(), kind)))
          .isEqualTo(refused(GrantRejection.INVALID_SCOPE));
    }
    assertThat(on(client(OwnerRelation.ADMINISTRATOR), grant(BACK, SCOPES, code("plain"))))
        .isEqualTo(refused(GrantRejection.INVALID_CHALLENGE));
    assertThat(on(client(OwnerRelation.NONE), grant(BACK, SCOPES, new Kind.Unsupported())))
        .isEqualTo(refused(GrantRejection.UNSUPPORTED_RESPONSE_TYPE));
    assertThat(on(client(OwnerRelation.NONE), grant("x", SCOPES, new Kind.Unsupported())))
        .isEqualTo(refused(GrantRejection.FOREIGN_REDIRECT));
  }

  @Test
  void exchangesACodeOnce() {
    assertThat(events(open(CHALLENGE), redeem(BACK, "user:read,repo:read", VERIFIER)))
        .containsExactly(
            new AccessTokenIssued(FIRST_ID, TOKEN, ADA, 4L, "repo:read user:read", THEN),
            new AuthorizationCodeRedeemed(6, FIRST_ID));
    assertThat(on(new RedeemCode.State.Spent(), redeem(BACK, "repo:read user:read", VERIFIER)))
        .isEqualTo(refused(GrantRejection.INVALID_CODE));
  }

  @Test
  void endsTheTokenOfACodeThatComesAgain() {
    UUID earlier = new UUID(0, 9);
    assertThat(
            events(
                new RedeemCode.State.Redeemed(9, earlier),
                redeem("https://elsewhere.example", "", null)))
        .containsExactly(new AccessTokenRevoked(9, earlier));
  }

  @Test
  void exchangesNothingThatIsNotWhatWasGranted() {
    Decision refused = refused(GrantRejection.INVALID_CODE);
    String scopes = "repo:read user:read";
    assertThat(on(new RedeemCode.State.Missing(), redeem(BACK, scopes, VERIFIER)))
        .isEqualTo(refused);
    assertThat(on(open(CHALLENGE), redeem(BACK + "/x", scopes, VERIFIER))).isEqualTo(refused);
    assertThat(on(open(CHALLENGE), redeem(BACK, "repo:read", VERIFIER))).isEqualTo(refused);
    assertThat(on(open(CHALLENGE), redeem(BACK, "nonsense", VERIFIER))).isEqualTo(refused);
    assertThat(on(open(CHALLENGE), redeem(BACK, scopes, null))).isEqualTo(refused);
    assertThat(on(open(null), redeem(BACK, scopes, VERIFIER))).isEqualTo(refused);
    assertThat(on(open(CHALLENGE, false, THEN), redeem(BACK, scopes, VERIFIER))).isEqualTo(refused);
    assertThat(on(open(CHALLENGE, true, NOW), redeem(BACK, scopes, VERIFIER))).isEqualTo(refused);
  }

  private static Decision refused(GrantRejection why) {
    return Decision.reject(why);
  }

  private static ClientState client(OwnerRelation tie) {
    return new ClientState.Known(
        4,
        "crane",
        "",
        "",
        BACK,
        "acme",
        "a@x.org",
        "a@x.org",
        tie,
        List.of(),
        OWNER,
        Optional.empty());
  }

  private static ClientState offering(String scope) {
    return new ClientState.Known(
        4,
        "crane",
        "",
        "",
        BACK,
        "acme",
        "a@x.org",
        "a@x.org",
        OwnerRelation.NONE,
        List.of(),
        OWNER,
        Optional.of(new ClientState.Offer(8, scope)));
  }

  private static Kind code(String method) {
    return new Kind.Code("digest", Optional.of(CHALLENGE), Optional.of(method), THEN);
  }

  private static Grant grant(String redirectUri, Optional<Set<Scope>> scopes, Kind kind) {
    return new Grant(
        "CLIENT",
        ADA,
        Optional.empty(),
        redirectUri,
        "http://localhost/oauth/localapp",
        scopes,
        NOW,
        kind);
  }

  private static RedeemCode.State open(@Nullable String challenge) {
    return open(challenge, true, THEN);
  }

  private static RedeemCode.State open(
      @Nullable String challenge, boolean enabled, Instant expires) {
    return new RedeemCode.State.Open(
        6, ADA, enabled, "repo:read user:read", BACK, challenge, expires);
  }

  private static RedeemCode redeem(String redirectUri, String scope, @Nullable String verifier) {
    return new RedeemCode(
        4, "digest", redirectUri, scope, Optional.ofNullable(verifier), TOKEN, NOW, THEN);
  }
}
