package dev.wharfinger.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AvatarTest {

  @ParameterizedTest
  @CsvSource({
    "jane@example.com,8c87b489ce35cf2e2f39f80e282cb2e804932a56a213983eeeb428407d43b52d,#e377c2",
    "newuser@example.com,f338a2c83bfdde84abe2d3348994d70c34185a234cfbf32f9e323e3578e7e771,#9edae5",
    "new-contact@test-org.com,a15d479002b20f211568fd4419e76686d2b88a4980a5b4c4bc10420776c5f6fe,#aec7e8",
    "fe11fc59-bd09-459a-a21c-b57692d151c9,e2ce1fb42ec2e0602362beb64b5ebd1e6ad291b710a0355f9296c16157bef3cb,#ff7f0e",
  })
  void followsFromTheAddress(String email, String hash, String color) {
    assertThat(Avatar.of(Avatar.Digest.LOCAL, Avatar.Kind.USER, "x", Optional.of(email)))
        .isEqualTo(new Avatar("x", hash, color, Avatar.Kind.USER));
    assertThat(
            Avatar.of(
                    Avatar.Digest.LOCAL,
                    Avatar.Kind.USER,
                    "x",
                    Optional.of("  " + email.toUpperCase(Locale.ROOT) + " "))
                .hash())
        .isEqualTo(hash);
  }

  @Test
  void followsFromTheNameWithoutAnAddress() {
    Avatar team = Avatar.ofTeam(Avatar.Digest.LOCAL, "owners");
    assertThat(team.hash())
        .isEqualTo("6f0e3a8c0eb46e8834b43b03374ece43a030621d92a7437beb48f871e90f8d90");
    assertThat(team.color()).isEqualTo("#c7c7c7");
    assertThat(
            Avatar.of(Avatar.Digest.LOCAL, Avatar.Kind.ORGANIZATION, "owners", Optional.empty())
                .hash())
        .isEqualTo(team.hash());
    assertThat(Avatar.of(Avatar.Digest.LOCAL, Avatar.Kind.ROBOT, "owners", Optional.of("")).hash())
        .isEqualTo(team.hash());
  }

  @Test
  void usesMd5ForGravatars() {
    assertThat(
            Avatar.of(
                    Avatar.Digest.GRAVATAR, Avatar.Kind.USER, "x", Optional.of("jane@example.com"))
                .hash())
        .isEqualTo("9e26471d35a78862c17e467d87cddedf");
  }

  @Test
  void hasFourKeysOnTheWire() {
    assertThat(Json.tree(new Avatar("n", "h", "c", Avatar.Kind.ORGANIZATION)).toString())
        .isEqualTo("{\"name\":\"n\",\"hash\":\"h\",\"color\":\"c\",\"kind\":\"org\"}");
  }
}
