package dev.wharfinger.platform.mail;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.wharfinger.platform.config.Bound;
import java.time.Duration;
import java.util.Map;

/**
 * How many mails an address was sent, until an hour after the last one: whoever may invite or sign
 * up chooses an address, and could have it flooded.
 */
final class SentMails {

  @Bound(
      of = "mails to one address from each instance",
      unit = "mails per hour",
      beyond = "the rest wait",
      test = "SentMailsTest.givesAnAddressSoManyMailsAndCountsOnlyThoseThatLeft")
  static final int MOST_TO_ONE = 20;

  @Bound(
      of = "addresses for which the mails of the last hour are counted",
      unit = "addresses",
      beyond = "the least used are evicted and counted from zero",
      test = "SentMailsTest.remembersSoManyAddressesAndNoMore")
  static final int ADDRESSES = 10_000;

  @Bound(
      of = "mails that a mail server took and the journal has not recorded yet",
      unit = "mails",
      beyond = "one of them may be sent again",
      test = "SentMailsTest.remembersSoManyAcceptedMailsAndNoMore")
  static final int ACCEPTED = 10_000;

  private final Cache<Long, Boolean> accepted = Caffeine.newBuilder().maximumSize(ACCEPTED).build();

  private final Cache<String, Integer> sent =
      Caffeine.newBuilder().maximumSize(ADDRESSES).expireAfterWrite(Duration.ofHours(1)).build();

  /** Whom nothing more is sent to for now. */
  String[] throttledAddresses() {
    return sent.asMap().entrySet().stream()
        .filter(each -> each.getValue() >= MOST_TO_ONE)
        .map(Map.Entry::getKey)
        .toArray(String[]::new);
  }

  /** Counts another mail to an address; false where it has had enough. */
  boolean another(String address) {
    return sent.asMap().merge(address, 1, Integer::sum) <= MOST_TO_ONE;
  }

  /** The mail that was counted last could not be sent. */
  void notSent(String address) {
    var _ = sent.asMap().computeIfPresent(address, (_, times) -> times - 1);
  }

  /** The mail server took this mail: it must not be sent again, even if recording that fails. */
  void accept(long mail) {
    accepted.put(mail, true);
  }

  /** Whether the mail server took this mail already. */
  boolean isAccepted(long mail) {
    return accepted.getIfPresent(mail) != null;
  }

  /** The journal has recorded that this mail was sent. */
  void recorded(long mail) {
    accepted.invalidate(mail);
  }

  /** How many addresses are remembered, for tests. */
  long remembered() {
    sent.cleanUp();
    return sent.estimatedSize();
  }

  /** How many accepted mails are remembered, for tests. */
  long unrecorded() {
    accepted.cleanUp();
    return accepted.estimatedSize();
  }
}
