package dev.wharfinger.platform.schedule;

import static dev.wharfinger.api.Answers.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wharfinger.api.MailBox;
import dev.wharfinger.api.Scene;
import dev.wharfinger.api.Viewer;
import dev.wharfinger.api.Wharfinger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** What cannot be done is set aside, and seen and decided on by operators. */
class ParkedWorkApiTest {

  private static final Wharfinger SERVICE = Wharfinger.fullAccess();

  @Test
  void aMailThatCannotBeSentHoldsUpNoOther() {
    Viewer.FSU.arrives();
    String item = mailTo("no spaces here@z.io");
    String email = Wharfinger.fresh("reader") + "@example.org";
    String organization = Scene.organizationOf(Viewer.ADM);
    var _ =
        json(
            Viewer.ADM
                .sends("{\"callback_email\": \"%s\"}".formatted(email))
                .post("/organization/" + organization + "/exportlogs"),
            200);
    assertThat(MailBox.letterTo(email).text()).contains(organization);

    until(() -> parked("mail", item).isPresent());
    JsonNode shown = parked("mail", item).orElseThrow();
    assertThat(shown.get("reason").textValue()).isEqualTo("not an e-mail address");
    assertThat(shown.get("failures").intValue()).isEqualTo(1);
    assertThat(shown.toString()).doesNotContain("z.io");
    until(() -> health().toString().contains("\"parked.mail\""));
    assertThat(health().toString()).contains("degraded");
    assertThat(SERVICE.management().get("/q/health").statusCode()).isEqualTo(200);
    assertThat(SERVICE.management().get("/q/health/ready").statusCode()).isEqualTo(200);
    assertThat(SERVICE.management().get("/q/metrics").asString())
        .containsPattern("wharfinger_queue_parked[a-z_]*\\{queue=\"mail\".*} [1-9]");

    String path = "/operator/parked/mail/" + item;
    assertThat(SERVICE.management().delete(path).statusCode()).isEqualTo(401);
    assertThat(SERVICE.management(Viewer.ADM.token()).delete(path).statusCode()).isEqualTo(403);
    assertThat(SERVICE.management(Viewer.ADM.token()).get("/operator/parked").statusCode())
        .isEqualTo(403);
    assertThat(SERVICE.management(Viewer.ROSU.token()).get("/operator/parked").statusCode())
        .isEqualTo(200);
    SERVICE.sql("UPDATE mail SET address = ? WHERE id = ?", "x" + email, Long.parseLong(item));
    assertThat(operator().post(path).statusCode()).isEqualTo(202);
    assertThat(MailBox.letterTo("x" + email).text()).contains("Hello somebody");
    until(() -> parked("mail", item).isEmpty());
    assertThat(operator().post(path).statusCode()).isEqualTo(404);
    assertThat(operator().delete(path).statusCode()).isEqualTo(404);
    assertThat(operator().delete("/operator/parked/nothing/1").statusCode()).isEqualTo(404);
  }

  @Test
  void knowsNoItemThatNoQueueCanHave() {
    for (String path : List.of("/operator/parked/mail/a%00b", "/operator/parked/%00/1")) {
      assertThat(operator().urlEncodingEnabled(false).post(path).statusCode()).isEqualTo(404);
      assertThat(operator().urlEncodingEnabled(false).delete(path).statusCode()).isEqualTo(404);
    }
  }

  /** On an instance of its own: each counts for itself, and those of a test run share one queue. */
  @Test
  void sendsOneAddressSoManyMailsAnHourAndNoMore() {
    Wharfinger alone = Wharfinger.empty("mails", Map.of("FEATURE_MAILING", "true"));
    try {
      String email = Wharfinger.fresh("victim") + "@example.org";
      for (int i = 0; i < 25; i++) {
        var _ = mailTo(alone, email);
      }
      until(() -> alone.count("SELECT count(*) FROM mail WHERE address = ?", email) == 5);
      String other = Wharfinger.fresh("reader") + "@example.org";
      var _ = mailTo(alone, other);
      assertThat(MailBox.letterTo(other).text()).contains("Hello somebody");
      assertThat(MailBox.lettersTo(email, 20)).hasSize(20);
    } finally {
      alone.stop();
    }
  }

  @Test
  void givesAMailUpWhenAnOperatorSaysSo() {
    String item = mailTo("a@b.c,d@e.f");
    until(() -> parked("mail", item).isPresent());
    assertThat(operator().delete("/operator/parked/mail/" + item).statusCode()).isEqualTo(200);
    assertThat(parked("mail", item)).isEmpty();
    assertThat(SERVICE.count("SELECT count(*) FROM mail WHERE id = ?", Long.parseLong(item)))
        .isZero();
  }

  @Test
  void givesUpWhatIsParkedForAWeek() {
    String item = mailTo("@");
    until(() -> parked("mail", item).isPresent());
    SERVICE.sql(
        "UPDATE vault.attempt SET first_failed = now() - interval '8 days' WHERE item = ?", item);
    until(() -> parked("mail", item).isEmpty());
    assertThat(SERVICE.count("SELECT count(*) FROM mail WHERE id = ?", Long.parseLong(item)))
        .isZero();
  }

  @Test
  void aParkedErasureCannotBeGivenUp() {
    String item = UUID.randomUUID().toString();
    SERVICE.sql(
        "INSERT INTO vault.attempt (queue, item, failures, first_failed, reason)"
            + " VALUES ('erasure', ?, 10, now(), 'PgException')",
        item);
    String path = "/operator/parked/erasure/" + item;
    assertThat(operator().delete(path).statusCode()).isEqualTo(409);
    assertThat(parked("erasure", item)).isPresent();
    assertThat(operator().post(path).statusCode()).isEqualTo(202);
    assertThat(parked("erasure", item)).isEmpty();
  }

  /** A mail as a projection queues it; its id. */
  private static String mailTo(String address) {
    return mailTo(SERVICE, address);
  }

  private static String mailTo(Wharfinger service, String address) {
    long id = ThreadLocalRandom.current().nextLong(1L << 50, 1L << 51);
    service.sql(
        "INSERT INTO mail (id, kind, address, code, about, created) VALUES"
            + " (?, 'PASSWORD_CHANGED', ?, gen_random_uuid(), '{\"username\": \"somebody\"}', now())",
        id,
        address);
    return Long.toString(id);
  }

  private static io.restassured.specification.RequestSpecification operator() {
    return SERVICE.management(Viewer.FSU.token());
  }

  private static Optional<JsonNode> parked(String queue, String item) {
    return json(operator().get("/operator/parked"), 200)
        .get("parked")
        .valueStream()
        .filter(it -> it.get("queue").textValue().equals(queue))
        .filter(it -> it.get("item").textValue().equals(item))
        .findFirst();
  }

  private static JsonNode health() {
    return json(SERVICE.management().get("/q/health/well").asString());
  }

  private static void until(BooleanSupplier condition) {
    long deadline = System.nanoTime() + 60_000_000_000L;
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("waited in vain");
      }
      LockSupport.parkNanos(100_000_000);
    }
  }
}
