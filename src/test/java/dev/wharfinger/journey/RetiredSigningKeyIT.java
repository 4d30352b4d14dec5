package dev.wharfinger.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharfinger.local.LocalStack;
import dev.wharfinger.local.ServiceProcess;
import dev.wharfinger.local.StackAddresses;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A key that no longer signs loses its private part, and verifies what it has signed. */
class RetiredSigningKeyIT {

  private static final Path FOLDER = Path.of("target", "retired-signing-key-it");
  private static final String USERS = "/api/v1/superuser/users/";
  private static final String OLDER =
      "UPDATE vault.signing_key SET created = created - interval '%s'";
  private static final String SEALED =
      "SELECT (sealed IS NOT NULL)::text FROM vault.signing_key ORDER BY created";
  private static final Map<String, String> SWITCHES =
      Map.of("FEATURE_OAUTH_PASSWORD_GRANT", "true");

  private final StackAddresses.Isolated where = LocalStack.freshDatabase();
  private final Tables tables = new Tables(LocalStack.shared(), where.database());

  @Test
  void thePrivatePartEndsAndThePublicPartStays() throws Exception {
    ApiClient admin;
    try (ServiceProcess service = Instances.start(FOLDER, where, SWITCHES)) {
      admin = ApiClient.ofFirstUser(service.baseUrl());
      assertThat(tables.texts(SEALED)).containsExactly("true");
      tables.execute(OLDER.formatted("31 days"));
      Waiting.until("there is a second key", () -> tables.texts(SEALED).size() == 2);
      Waiting.millis(6_000); // longer than between two looks at the keys
      assertThat(tables.texts(SEALED))
          .as("it does not sign yet")
          .isEqualTo(List.of("true", "true"));
      tables.execute(OLDER.formatted("150 seconds"));
      Waiting.millis(6_000);
      assertThat(tables.texts(SEALED))
          .as("somebody may not know yet that it signs")
          .isEqualTo(List.of("true", "true"));
      tables.execute(OLDER.formatted("60 seconds"));
      Waiting.until(
          "the first key has no private part",
          () -> tables.texts(SEALED).equals(List.of("false", "true")));
      requireBoth(admin);
    }
    try (ServiceProcess service = Instances.start(FOLDER, where, SWITCHES)) {
      requireBoth(admin.at(service.baseUrl()));
    }
  }

  private static void requireBoth(ApiClient admin) throws Exception {
    assertThat(admin.get(USERS).is(200)).as("a token of the first key").isTrue();
    try (ApiClient again = admin.asNobody().as("admin", "harbour-dues-1791")) {
      assertThat(again.get(USERS).is(200)).as("a token of the second key").isTrue();
    }
  }
}
