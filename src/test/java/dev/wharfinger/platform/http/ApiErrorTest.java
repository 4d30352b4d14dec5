package dev.wharfinger.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.security.Caller;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ApiErrorTest {

  private static final Caller USER =
      new Caller.User(
          new AccountId(1),
          "jane",
          new UUID(0, 1),
          Set.of(),
          Optional.empty(),
          false,
          false,
          false);

  @Test
  void spellsProblemsInTheContractsOrder() {
    assertThat(wire(ApiError.denied(Caller.ANONYMOUS)))
        .isEqualTo(
            """
            {"detail":"Requires authentication","error_message":"Requires authentication",\
            "error_type":"invalid_token","title":"invalid_token",\
            "type":"https://quay.example.com/api/v1/error/invalid_token","status":401}
            """);
    assertThat(wire(ApiError.denied(USER)))
        .contains("\"detail\":\"Unauthorized\"", "insufficient_scope", "\"status\":403");
    assertThat(wire(ApiError.notFound())).contains("\"detail\":\"Not Found\"", "\"status\":404");
    assertThat(wire(ApiError.invalidRequest("why"))).contains("\"detail\":\"why\"");
  }

  @Test
  void mergesExtraKeys() {
    assertThat(
            wire(
                new ApiError.ProblemObject(
                    ProblemType.INVALID_REQUEST, "why", Map.of("taken", true))))
        .endsWith("\"status\":400,\"taken\":true}\n");
    assertThat(wire(ApiError.READ_ONLY))
        .isEqualTo(
            """
            {"message":"System is currently read-only. Pulls will succeed but all write operations\
             are currently suspended.","is_readonly":true}
            """);
  }

  @Test
  void spellsTheSmallShapes() {
    assertThat(wire(ApiError.message("no"))).isEqualTo("{\"message\":\"no\"}\n");
    assertThat(wire(ApiError.NO_ANONYMOUS_ACCESS))
        .isEqualTo("{\"error\":\"Anonymous access is not allowed\"}\n");
    assertThat(wire(new ApiError.Unavailable("later", 5))).isEqualTo("{\"message\":\"later\"}\n");
  }

  private static String wire(ApiError refusal) {
    return new String(
        Json.line(ErrorBody.of(refusal, "https://quay.example.com")), StandardCharsets.UTF_8);
  }
}
