package dev.wharfinger.repositories.repositorynotification;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.api.Answers;
import dev.wharfinger.repositories.repository.RepositoryAddressView;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessageTextTest {

  private static final String PAGE = "https://quay.test/repository/buy/large";

  private final EventData data =
      new EventData(new RepositoryAddressView("https", "quay.test"), "buy", "large");

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      value = {
        "repo_push#Something was pushed to <P|buy/large>: <P?tag=latest&amp;tab=tags|latest>, <P?tag=foo&amp;tab=tags|foo>",
        "repo_mirror_sync_failed#<P|buy/large>: TEST NOTIFICATION",
        "repo_image_expiry#Images expire in None days in <P|buy/large>: <P?tag=latest&amp;tab=tags|latest>, <P?tag=v1&amp;tab=tags|v1>",
        "build_queued#Build <P/build/fake-build-id|fake-build-id> of buy/large is queued",
        "build_start#Build <P/build/fake-build-id|fake-build-id> of buy/large has begun",
        "build_success#Build <P/build/fake-build-id|fake-build-id> of buy/large succeeded",
        "build_cancelled#Build <P/build/fake-build-id|fake-build-id> of buy/large was cancelled",
        "build_failure#Build <P/build/fake-build-id|fake-build-id> of buy/large failed: This is a fake error message",
        "quota_error#<https://quay.test/organization/buy|buy> uses 1.05 GB of 1.00 GB (105%)"
      })
  void tellsOfEachEvent(String event, String text) {
    NotifiedEvent told = NotifiedEvent.of(event).orElseThrow();
    assertThat(
            MessageText.of(told, data.sample(told, Answers.json("{}")), Optional.empty()).slack())
        .isEqualTo(text.replaceAll("<P", "<" + PAGE));
  }

  @Test
  void tellsWhoPushedAndEscapesForSlackAndForMails() {
    MessageText text =
        MessageText.of(
            NotifiedEvent.REPO_PUSH,
            data.with((ObjectNode) Answers.json("{\"updated_tags\": [\"a<b|c\\\"'&\"]}")),
            Optional.of("<ada>"));
    String tag = "?tag=a%3Cb%7Cc%22%27%26&amp;tab=tags";
    assertThat(text.slack())
        .isEqualTo(
            "&lt;ada&gt; pushed to <"
                + PAGE
                + "|buy/large>: <"
                + PAGE
                + tag
                + "|a&lt;b|c\"'&amp;>");
    assertThat(text.html())
        .isEqualTo(
            "&lt;ada&gt; pushed to <a href=\"%s\">buy/large</a>: <a href=\"%s\">a&lt;b|c&quot;&#39;&amp;</a>"
                .formatted(PAGE, PAGE + tag));
  }
}
