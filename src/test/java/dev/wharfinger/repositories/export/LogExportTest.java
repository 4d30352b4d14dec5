package dev.wharfinger.repositories.export;

import static dev.wharfinger.platform.journal.Decide.FIRST_ID;
import static dev.wharfinger.platform.journal.Decide.events;
import static dev.wharfinger.platform.journal.Decide.on;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.journal.CommonRejection;
import dev.wharfinger.platform.journal.Decision;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.platform.security.Scope;
import dev.wharfinger.platform.vault.Personal;
import dev.wharfinger.repositories.export.LogExportEvent.LogExportFinished;
import dev.wharfinger.repositories.export.LogExportEvent.LogExportRefused;
import dev.wharfinger.repositories.export.LogExportEvent.LogExportRequested;
import dev.wharfinger.repositories.export.LogExportEvent.Notice;
import dev.wharfinger.repositories.export.LogExports.Finish;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LogExportTest {

  private static final AccountId ADA_ID = new AccountId(1);
  private static final AccountId ACME = new AccountId(7);
  private static final UUID ID = new UUID(0, 5);
  private static final UUID CODE = new UUID(0, 6);
  private static final UUID KEY = new UUID(0, 1);
  private static final Instant START = Instant.parse("2026-01-02T00:00:00Z");
  private static final Instant END = Instant.parse("2026-01-03T00:00:00Z");
  private static final Caller.User ADA =
      new Caller.User(
          ADA_ID, "ada", KEY, EnumSet.allOf(Scope.class), Optional.empty(), false, false, false);
  private static final Personal URL = new Personal.Known("https://example.org", KEY);
  private static final Personal EMAIL = new Personal.Known("ada@example.org", KEY);

  @Test
  void queuesWhatMayBeRead() {
    assertThat(events(new ExportState.Present(ACME, KEY, true), export(Optional.of("acme"))))
        .containsExactly(
            new LogExportRequested(
                FIRST_ID, ID, ACME, ADA_ID, true, START, END, CODE, "digest", URL, EMAIL));
    assertThat(events(ExportState.own(ADA), export(Optional.empty())))
        .containsExactly(
            new LogExportRequested(
                FIRST_ID, ID, ADA_ID, ADA_ID, false, START, END, CODE, "digest", URL, EMAIL));
  }

  @Test
  void looksAtTheRightBeforeTheAccount() {
    assertThat(on(new ExportState.Present(ACME, KEY, false), export(Optional.of("acme"))))
        .isEqualTo(Decision.reject(CommonRejection.NOT_PERMITTED));
    assertThat(on(new ExportState.Missing(false), export(Optional.of("acme"))))
        .isEqualTo(Decision.reject(CommonRejection.NOT_PERMITTED));
    assertThat(on(new ExportState.Missing(true), export(Optional.of("acme"))))
        .isEqualTo(Decision.reject(ExportRejection.NO_ACCOUNT));
  }

  @Test
  void notesARefusalOnAnAccountThatLives() {
    LogExportRefused refused = new LogExportRefused(ACME, "unauthorized", null, null);
    assertThat(events(true, new LogExport.Refuse(refused))).containsExactly(refused);
    assertThat(events(false, new LogExport.Refuse(refused))).isEmpty();
  }

  @Test
  void finishesOnceWithTheMailThatIsWanted() {
    assertThat(events(true, finish(Optional.of(EMAIL))))
        .containsExactly(
            new LogExportFinished(9, true, new Notice(FIRST_ID, EMAIL, ADA_ID, ID, CODE, URL)));
    assertThat(events(true, finish(Optional.empty())))
        .containsExactly(new LogExportFinished(9, true, null));
    assertThat(events(false, finish(Optional.of(EMAIL)))).isEmpty();
  }

  private static Finish finish(Optional<Personal> email) {
    return new Finish(9, ADA_ID, true, email, ID, CODE, URL);
  }

  private static LogExport export(Optional<String> name) {
    return new LogExport(name, ADA, new Export(ID, START, END, CODE, "digest", URL, EMAIL));
  }
}
