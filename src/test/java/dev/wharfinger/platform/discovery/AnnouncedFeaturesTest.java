package dev.wharfinger.platform.discovery;

import static dev.wharfinger.api.Answers.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class AnnouncedFeaturesTest {

  @Test
  void findsRoutesWhateverTheirParametersAreCalled() {
    assertThat(
            AnnouncedFeatures.routes(
                json(
                    """
                    {"/api/v1/organization/{orgname}/quota": {"get": {}, "post": {}},
                     "/api/v1/user/": {"post": {}},
                     "/confirm": {"get": {}}}
                    """)))
        .containsExactly(
            "GET /confirm", "GET organization/{}/quota", "POST organization/{}/quota", "POST user");
  }

  @Test
  void offersAFeatureWhenAllOfItsRoutesAreThere() {
    assertThat(AnnouncedFeatures.isOffered("ANONYMOUS_ACCESS", Set.of())).isTrue();
    assertThat(AnnouncedFeatures.isOffered("MAILING", Set.of("POST recovery"))).isFalse();
    assertThat(AnnouncedFeatures.isOffered("MAILING", Set.of("POST recovery", "GET /confirm")))
        .isTrue();
  }
}
