package dev.wharfinger.accounts.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharfinger.platform.http.PageToken;
import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.vault.DerivedKeys;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConsentTicketTest {

  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private static final AccountId ADA = new AccountId(7);

  private final ConsentTicket tickets =
      new ConsentTicket(new PageToken(DerivedKeys.only(new byte[32], "AES")));

  @Test
  void isGoodForOneUserAndOneRequest() {
    AuthorizationRequest request = asked("CLIENT", "https://a.example", "repo:read", "token");
    String ticket = tickets.issue(ADA, request, NOW);
    assertThat(tickets.isGood(ticket, ADA, request, NOW.plusSeconds(3600))).isTrue();
    assertThat(tickets.isGood(ticket, new AccountId(ADA.value() + 1), request, NOW)).isFalse();
    for (AuthorizationRequest other :
        new AuthorizationRequest[] {
          asked("OTHER", "https://a.example", "repo:read", "token"),
          asked("CLIENT", "https://b.example", "repo:read", "token"),
          asked("CLIENT", "https://a.example", "repo:admin", "token"),
          asked("CLIENT", "https://a.example", "repo:read", "code")
        }) {
      assertThat(tickets.isGood(ticket, ADA, other, NOW)).as(other.toString()).isFalse();
    }
  }

  @Test
  void isGoodForAnHourAndOnlyWhenItIsReal() {
    AuthorizationRequest request = asked("CLIENT", "https://a.example", "repo:read", "token");
    String ticket = tickets.issue(ADA, request, NOW);
    assertThat(tickets.isGood(ticket, ADA, request, NOW.plusSeconds(3601))).isFalse();
    assertThat(tickets.isGood("x", ADA, request, NOW)).isFalse();
    byte[] other = new byte[32];
    other[0] = 1;
    String forged =
        new ConsentTicket(new PageToken(DerivedKeys.only(other, "AES"))).issue(ADA, request, NOW);
    assertThat(tickets.isGood(forged, ADA, request, NOW)).isFalse();
  }

  private static AuthorizationRequest asked(
      String clientId, String redirectUri, String scope, String responseType) {
    return new AuthorizationRequest(
        Optional.of(clientId),
        Optional.of(redirectUri),
        Optional.of(scope),
        responseType,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
