package dev.wharfinger.accounts.session;

import static dev.wharfinger.api.Answers.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wharfinger.api.Browser;
import dev.wharfinger.api.Viewer;
import dev.wharfinger.api.Wharfinger;
import io.restassured.http.Header;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Wrong passwords, from many addresses, for names that somebody has and for names that nobody. */
class GuessingApiTest {

  private static final int NAMES = 6;
  private static final int ATTEMPTS = 360;

  private final Wharfinger service = Wharfinger.shared();
  private final List<Browser> addresses =
      IntStream.range(0, 30).mapToObj(_ -> Browser.anonymous()).toList();
  private int sent;

  @Test
  void letsNobodyInAndTellsNobodyWhoIsThere() {
    Map<String, String> passwords = new TreeMap<>();
    List<String> strangers = new ArrayList<>();
    for (int i = 0; i < NAMES; i++) {
      String name = Wharfinger.fresh("known");
      passwords.put(name, Viewer.newUser(name));
      strangers.add(Wharfinger.fresh("knowm"));
    }
    List<String> known = List.copyOf(passwords.keySet());

    double before = hashes();
    Set<String> ofKnown = firstAnswers(known);
    double between = hashes();
    Set<String> ofStrangers = firstAnswers(strangers);
    assertThat(hashes() - between).isEqualTo(between - before).isEqualTo(NAMES);
    assertThat(ofStrangers).isEqualTo(ofKnown).hasSize(1);

    Set<String> refused = new TreeSet<>();
    for (int i = 0; i < ATTEMPTS; i++) {
      String name = (i % 2 == 0 ? known : strangers).get(i / 2 % NAMES);
      Response answer = guess(name);
      assertThat(answer.statusCode()).isIn(403, 429);
      refused.add(
          (i % 2 == 0 ? "known " : "stranger ")
              + (answer.statusCode() == 403 ? shape(answer) : answer.asString()));
    }
    assertThat(hashes() - between).as("most are not even looked at").isLessThan(ATTEMPTS / 3.0);
    assertThat(without("known ", refused)).isEqualTo(without("stranger ", refused));

    String name = known.getFirst();
    String body = "{\"password\": \"another-password\"}";
    var _ = json(Viewer.SU.sends(body).put("/superuser/users/" + name), 200);
    assertThat(Browser.anonymous().signIn(name, "another-password").statusCode()).isEqualTo(200);
  }

  private Set<String> firstAnswers(List<String> names) {
    Set<String> answers = new TreeSet<>();
    for (String name : names) {
      Response answer = guess(name);
      assertThat(answer.statusCode()).isEqualTo(403);
      answers.add(shape(answer));
    }
    return answers;
  }

  private Response guess(String name) {
    sent++;
    return addresses.get(sent % addresses.size()).signIn(name, "wrong-password-" + sent);
  }

  /** Everything about an answer that its reader can see. */
  private static String shape(Response answer) {
    Map<String, String> headers = new TreeMap<>();
    for (Header header : answer.headers()) {
      headers.put(header.getName(), header.getValue());
    }
    return answer.statusCode() + " " + headers + " " + answer.asString();
  }

  private static List<String> without(String who, Set<String> answers) {
    return answers.stream()
        .filter(answer -> answer.startsWith(who))
        .map(answer -> answer.substring(who.length()))
        .toList();
  }

  private double hashes() {
    return service.metric("wharfinger_password_hashes_total");
  }
}
