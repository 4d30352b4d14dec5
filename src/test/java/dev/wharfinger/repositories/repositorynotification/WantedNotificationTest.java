package dev.wharfinger.repositories.repositorynotification;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.api.Answers;
import dev.wharfinger.platform.http.ApiError;
import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.repositories.repositorynotification.RepositoryNotificationEvent.Target;
import dev.wharfinger.repositories.repositorynotification.RepositoryNotificationEvent.TargetKind;
import dev.wharfinger.repositories.repositorynotification.WantedNotification.Receiver;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WantedNotificationTest {

  private static final Receiver THERE =
      new Receiver(true, Optional.of(new Target(TargetKind.USER, new AccountId(7), null)));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "pigeon|{}|Unable to find method: pigeon",
        "webhook|{}|Missing webhook URL",
        "webhook|{'url': ''}|Missing webhook URL",
        "webhook|{'url': null}|Missing webhook URL",
        "webhook|{'url': 7}|Invalid webhook URL",
        "webhook|{'url': 'x'}|Invalid webhook URL",
        "webhook|{'url': 'http://'}|Invalid webhook URL",
        "webhook|{'url': 'ftp://c.org/'}|Invalid webhook URL",
        "webhook|{'url': 'http://localhost:80/'}|Invalid webhook URL",
        "webhook|{'url': 'http://LOCALHOST/'}|Invalid webhook URL",
        "webhook|{'url': 'https://127.0.0.1/'}|Invalid webhook URL",
        "webhook|{'url': 'https://u@Bad.example/x'}|Invalid webhook URL",
        "webhook|{'url': 'https://bad.example/x'}|Invalid webhook URL",
        "webhook|{'url': 'https://c.org', 'template': {}}|Could not parse template: it is not a text",
        "webhook|{'url': 'https://c.org', 'template': ' '}|Could not parse template: it is empty",
        "webhook|{'url': 'https://c.org', 'template': '[\\\"${}\\\"]'}|Empty expression found",
        "webhook|{'url': 'https://c.org', 'template': '{\\\"${a[}\\\": 1}'}|For expression `a[`: an index, a quoted name or '*' expected at 2",
        "email|{}|Missing e-mail address",
        "email|{'email': ''}|Missing e-mail address",
        "email|{'email': 'a@b.c'}|The specified e-mail address is not authorized to receive notifications for this repository",
        "slack|{}|Missing Slack Callback URL",
        "quay_notification|{}|Missing target",
        "quay_notification|{'target': {}}|Missing target",
        "quay_notification|{'target': {'kind': 'user'}}|Missing target",
        "quay_notification|{'target': {'kind': 'robot', 'name': 'x'}}|Missing target",
        "quay_notification|{'target': {'kind': 'user', 'name': 'x'}}|Unknown user x",
        "quay_notification|{'target': {'kind': 'org', 'name': 'x'}}|Unknown organization x",
        "quay_notification|{'target': {'kind': 'team', 'name': 'x'}}|Unknown team x",
        "flowdock|{}|Missing Flowdock API Token",
        "hipchat|{'room_id': 'x'}|Missing Hipchat Room Notification Token",
        "hipchat|{'notification_token': 'x'}|Missing Hipchat Room ID",
        "slack|{'url': 'x'}|Unable to find event: nothing"
      })
  void isRefusedInQuaysWords(String method, String config, String text) {
    assertThat(fault(wanted("nothing", method, config), Receiver.ELSEWHERE)).contains(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "webhook|{'url': 'https://c.org:8443/x?y=z', 'template': ''}",
        "webhook|{'url': 'http://10.0.0.1', 'template': '{\\\"${a}\\\": [\\\"${b[0].c} ${*}\\\"]}'}",
        "email|{'email': 'a@b.c'}",
        "slack|{'url': 'anything'}",
        "quay_notification|{'target': {'kind': 'user', 'name': 'x'}}",
        "quay_notification|{'target': {'kind': 'org', 'name': 'acme'}}",
        "flowdock|{'flow_api_token': 'x'}",
        "hipchat|{'notification_token': 'x', 'room_id': 'y'}"
      })
  void isTaken(String method, String config) {
    assertThat(fault(wanted("repo_push", method, config), THERE)).isEmpty();
  }

  @Test
  void anOrganizationIsTheRepositorysOwn() {
    assertThat(
            fault(
                wanted(
                    "repo_push",
                    "quay_notification",
                    "{'target': {'kind': 'org', 'name': 'other'}}"),
                THERE))
        .contains("Organization name must match repository namespace");
  }

  @Test
  void theTargetIsKeptByItsIdOnly() {
    assertThat(
            wanted(
                    "repo_push",
                    "quay_notification",
                    "{'a': 1, 'target': {'kind': 'user', 'name': 'mel'}}")
                .keptConfig()
                .toString())
        .isEqualTo("{\"a\":1}");
    assertThat(wanted("repo_push", "slack", "{'target': 1}").keptConfig().toString())
        .isEqualTo("{\"target\":1}");
  }

  private static Optional<String> fault(WantedNotification wanted, Receiver receiver) {
    return wanted
        .fault("acme", receiver, Set.of("bad.example"))
        .map(why -> ((ApiError.ProblemObject) new RepositoryNotificationErrors().of(why)).detail());
  }

  private static WantedNotification wanted(String event, String method, String config) {
    return WantedNotification.of(
        (ObjectNode)
            Answers.json(
                "{\"event\": \"%s\", \"method\": \"%s\", \"config\": %s, \"eventConfig\": {}}"
                    .formatted(event, method, config.replace('\'', '"'))));
  }
}
