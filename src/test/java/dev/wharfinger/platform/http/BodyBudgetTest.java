package dev.wharfinger.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BodyBudgetTest {

  private static final int KIB = 1024;
  private static final long CAPACITY = 1024 * KIB;

  private final AtomicLong nanos = new AtomicLong();
  private final BodyBudget budget = new BodyBudget(CAPACITY, nanos::get);
  private final List<String> gaveWay = new ArrayList<>();

  private Body body(String name, long announced) {
    return new Body(budget, announced, () -> gaveWay.add(name));
  }

  private static Buffer bytes(int count) {
    return Buffer.buffer(new byte[count]);
  }

  @Test
  void refusesWhatIsBeyond() {
    Body large = body("large", 10 * CAPACITY);
    assertThat(large.append(bytes(700 * KIB))).isTrue();
    assertThat(large.append(bytes(100 * KIB))).isFalse();
    assertThat(budget.taken()).isBetween(700L * KIB, CAPACITY);
    large.release();
    assertThat(budget.taken()).isZero();
    assertThat(large.append(bytes(1))).as("what was given up gets nothing more").isFalse();
  }

  @Test
  void keepsRoomForSmallBodies() {
    Body large = body("large", 700 * KIB);
    assertThat(large.append(bytes(700 * KIB))).isTrue();
    large.complete();
    Body another = body("another", 200 * KIB);
    assertThat(another.append(bytes(200 * KIB))).as("there is room, but not for this").isFalse();
    another.release();
    for (int i = 0; i < 16; i++) {
      assertThat(body("small", -1).append(bytes(16 * KIB))).isTrue();
    }
    assertThat(body("large", -1).append(bytes(100 * KIB))).isFalse();
    assertThat(gaveWay).as("a body that is there whole is not given up").isEmpty();
  }

  @Test
  void refusesEvenSmallBodiesWhereNothingIsLeft() {
    for (int i = 0; i < CAPACITY / BodyBudget.SMALL; i++) {
      assertThat(body("small", BodyBudget.SMALL).append(bytes(BodyBudget.SMALL))).isTrue();
    }
    assertThat(budget.taken()).isEqualTo(CAPACITY);
    assertThat(body("small", 1).append(bytes(1))).isFalse();
  }

  @Test
  void hasTheSlowestGiveWay() {
    Body dripping = body("dripping", 1000 * KIB);
    assertThat(dripping.append(bytes(500 * KIB))).isTrue();
    nanos.addAndGet(30_000_000_000L);
    Body quick = body("quick", 250 * KIB);
    assertThat(quick.append(bytes(250 * KIB))).isTrue();
    nanos.addAndGet(2_000_000_000L);
    assertThat(body("new", 400 * KIB).append(bytes(400 * KIB))).isTrue();
    assertThat(gaveWay).containsExactly("dripping");
    assertThat(dripping.append(bytes(1))).isFalse();
    assertThat(quick.append(bytes(0))).isTrue();
    dripping.release();
    assertThat(budget.taken()).as("given back once").isBetween(650L * KIB, 700L * KIB);
  }

  @Test
  void doesNotGiveWayToWhatIsSlower() {
    assertThat(body("young", 700 * KIB).append(bytes(700 * KIB))).isTrue();
    assertThat(body("other", 200 * KIB).append(bytes(200 * KIB))).isFalse();
    assertThat(gaveWay).isEmpty();
  }

  @Test
  void takesNothingForWhatIsOnlyAnnounced() {
    var _ = body("announced", 1_000_000);
    assertThat(budget.taken()).isZero();
  }

  @Test
  void takesLittleMoreForManySmallChunks() {
    Body body = body("chunks", -1);
    byte[] expected = new byte[100_000];
    for (int i = 0; i < expected.length; i++) {
      expected[i] = (byte) i;
      assertThat(body.append(Buffer.buffer(new byte[] {(byte) i}))).isTrue();
    }
    assertThat(budget.taken()).isBetween(100_000L, 100_000L + BodyBudget.SMALL);
    assertThat(body.bytes()).isEqualTo(expected);
    assertThat(budget.taken()).isEqualTo(100_000);
    assertThat(body.bytes()).isSameAs(body.bytes());
  }

  @Test
  void takesExactlyWhatWasAnnounced() {
    Body body = body("exact", 50_000);
    assertThat(body.append(bytes(20_000))).isTrue();
    assertThat(body.append(bytes(30_000))).isTrue();
    assertThat(budget.taken()).isEqualTo(50_000);
    assertThat(body.bytes()).hasSize(50_000);
    Body longer = body("longer than announced", 10);
    assertThat(longer.append(bytes(5_000))).isTrue();
    assertThat(longer.bytes()).hasSize(5_000);
  }

  /** As large as the service's own budget is: a quarter of its heap. */
  @Test
  void takesTheLongestBodyWhetherItsLengthIsAnnouncedOrNot() {
    int longest = 16 * 1024 * KIB;
    for (int announced : new int[] {longest, -1}) {
      BodyBudget shipped = new BodyBudget(31L * 1024 * KIB, nanos::get);
      Body body = new Body(shipped, announced, () -> gaveWay.add("long"));
      body.bound(longest);
      for (int sent = 0; sent < longest; sent += 64 * KIB) {
        assertThat(body.append(bytes(64 * KIB)))
            .as("announced %d, sent %d", announced, sent)
            .isTrue();
      }
      assertThat(body.content().remaining()).isEqualTo(longest);
      assertThat(shipped.taken()).isEqualTo(longest);
    }
  }

  @Test
  void countsWhatIsMadeOfABody() {
    Body body = body("tree", 10);
    body.charge(700 * KIB);
    assertThatThrownBy(() -> body.charge(100 * KIB))
        .isInstanceOfSatisfying(
            ApiException.class,
            refused -> assertThat(refused.refusal()).isEqualTo(ApiError.TOO_BUSY));
    body.release();
    assertThat(budget.taken()).isZero();
  }

  @Test
  void foreseesTheSizeOfATree() {
    byte[] lists = ("[" + "[],".repeat(1000) + "[]]").getBytes(StandardCharsets.US_ASCII);
    assertThat(Json.treeBytes(lists)).isGreaterThan(20L * lists.length);
    assertThat(Json.treeBytes("\"a text\"".getBytes(StandardCharsets.US_ASCII))).isZero();
  }
}
