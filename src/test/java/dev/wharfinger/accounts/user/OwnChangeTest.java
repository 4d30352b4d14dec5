package dev.wharfinger.accounts.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharfinger.accounts.user.ConfirmEmail.Asked;
import dev.wharfinger.accounts.user.ConfirmEmail.Confirm;
import dev.wharfinger.accounts.user.ConfirmationEvent.EmailChangeAsked;
import dev.wharfinger.accounts.user.ConfirmationEvent.EmailConfirmed;
import dev.wharfinger.accounts.user.OwnAccountEvent.Detail;
import dev.wharfinger.accounts.user.OwnAccountEvent.Field;
import dev.wharfinger.accounts.user.OwnAccountEvent.Notice;
import dev.wharfinger.accounts.user.OwnAccountEvent.OwnDetailsChanged;
import dev.wharfinger.accounts.user.OwnAccountEvent.OwnEmailChanged;
import dev.wharfinger.accounts.user.OwnAccountEvent.OwnInvoiceAddressChanged;
import dev.wharfinger.accounts.user.OwnAccountEvent.OwnInvoiceEmailSet;
import dev.wharfinger.accounts.user.OwnAccountEvent.OwnPasswordChanged;
import dev.wharfinger.accounts.user.OwnAccountEvent.OwnTagExpirationSet;
import dev.wharfinger.accounts.user.OwnAccountEvent.UserRenamed;
import dev.wharfinger.accounts.user.OwnChange.NewPassword;
import dev.wharfinger.accounts.user.OwnChange.Renaming;
import dev.wharfinger.accounts.user.UserEvent.UserDeleted;
import dev.wharfinger.platform.account.NamespaceName;
import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.journal.CommonRejection;
import dev.wharfinger.platform.journal.Decide;
import dev.wharfinger.platform.journal.Decision;
import dev.wharfinger.platform.security.ReservedNames;
import dev.wharfinger.platform.vault.Personal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class OwnChangeTest {

  private static final AccountId JANE_ID = new AccountId(7);
  private static final UUID KEY = new UUID(0, 1);
  private static final UUID STAND_IN = new UUID(0, 2);
  private static final Confirmation CODE = new Confirmation(new UUID(0, 3), "digest");
  private static final OwnState JANE = jane(false, false, List.of(), List.of());
  private static final OwnState GONE = new OwnState.Gone();
  private static final Decision NOBODY = Decision.reject(CommonRejection.NOT_SIGNED_IN);

  @Test
  void changesNothingWhenNothingIsAskedFor() {
    assertThat(Decide.events(JANE, new TokenRequest().command())).isEmpty();
  }

  @Test
  void changesEverythingAtOnceInQuaysOrder() {
    TokenRequest tokenRequest = new TokenRequest();
    tokenRequest.password = Optional.of(new NewPassword("hash", Optional.empty()));
    tokenRequest.invoiceEmail = Optional.of(true);
    tokenRequest.tagExpiration = Optional.of(BigInteger.valueOf(86_400));
    tokenRequest.invoiceAddress = Optional.of(Optional.of(""));
    tokenRequest.email = Optional.of("new@example.com");
    tokenRequest.details = Map.of(Field.COMPANY, Optional.empty());
    tokenRequest.username = Optional.of("joan");
    tokenRequest.renaming = new Renaming(true, false, reserved("root"));
    assertThat(Decide.events(JANE, tokenRequest.command()))
        .containsExactly(
            new OwnPasswordChanged(JANE_ID, personal("hash"), null),
            new OwnInvoiceEmailSet(JANE_ID, true),
            new OwnTagExpirationSet(JANE_ID, 86_400),
            new OwnInvoiceAddressChanged(JANE_ID, personal("")),
            new OwnEmailChanged(
                JANE_ID, personal("new@example.com"), personal("jane@example.com"), STAND_IN),
            new OwnDetailsChanged(JANE_ID, List.of(new Detail(Field.COMPANY, null))),
            new UserRenamed(JANE_ID, personal("jane"), personal("joan")));
  }

  @Test
  void whereMailIsOnAsksTheNewAddressAndTellsOfAnotherPassword() {
    TokenRequest tokenRequest = new TokenRequest();
    tokenRequest.password = Optional.of(new NewPassword("hash", Optional.empty()));
    tokenRequest.email = Optional.of("new@example.com");
    tokenRequest.confirmation = Optional.of(CODE);
    assertThat(Decide.events(JANE, tokenRequest.command()))
        .containsExactly(
            new OwnPasswordChanged(
                JANE_ID,
                personal("hash"),
                new Notice(Decide.FIRST_ID, personal("jane@example.com"), personal("jane"))),
            new EmailChangeAsked(
                JANE_ID,
                CODE.drawn(),
                "digest",
                Decide.FIRST_ID + 1,
                personal("jane"),
                personal("new@example.com")));
  }

  @Test
  void refusesInQuaysOrder() {
    TokenRequest tokenRequest = new TokenRequest();
    tokenRequest.username = Optional.of("joan");
    tokenRequest.renaming = new Renaming(true, false, reserved("root", "auditor"));
    OwnState rival = jane(true, true, List.of(), List.of());
    assertThat(Decide.on(rival, tokenRequest.command()))
        .isEqualTo(Decision.reject(UserRejection.Simple.OWN_NAME_TAKEN));
    tokenRequest.email = Optional.of("taken@example.com");
    assertThat(Decide.on(rival, tokenRequest.command()))
        .isEqualTo(Decision.reject(UserRejection.Simple.OWN_EMAIL_TAKEN));
    tokenRequest.tagExpiration =
        Optional.of(BigInteger.TWO.pow(70).add(BigInteger.valueOf(86_400)));
    assertThat(Decide.on(rival, tokenRequest.command()))
        .isEqualTo(Decision.reject(UserRejection.Simple.UNKNOWN_TAG_EXPIRATION));
    tokenRequest.password = Optional.of(new NewPassword("", Optional.of("Invalid password")));
    assertThat(Decide.on(rival, tokenRequest.command()))
        .isEqualTo(Decision.reject(new UserRejection.InvalidOwnPassword("Invalid password")));
    assertThat(Decide.on(GONE, tokenRequest.command())).isEqualTo(NOBODY);
  }

  @Test
  void nobodyBecomesASuperuserByHisName() {
    TokenRequest tokenRequest = new TokenRequest();
    tokenRequest.renaming = new Renaming(true, false, reserved("root", "auditor"));
    for (String name : List.of("root", "auditor")) {
      tokenRequest.username = Optional.of(name);
      assertThat(Decide.on(JANE, tokenRequest.command()))
          .isEqualTo(Decision.reject(UserRejection.Simple.OWN_NAME_TAKEN));
    }
    tokenRequest.username = Optional.of("No Name");
    assertThat(Decide.on(JANE, tokenRequest.command()))
        .isEqualTo(
            Decision.reject(
                new UserRejection.InvalidOwnName(
                    "No Name", "Namespace must match expression " + NamespaceName.PATTERN)));
  }

  @Test
  void aNameIsIgnoredUnlessItMayBeChosen() {
    TokenRequest tokenRequest = new TokenRequest();
    tokenRequest.username = Optional.of("joan");
    assertThat(Decide.events(JANE, tokenRequest.command())).isEmpty();
    tokenRequest.renaming = new Renaming(false, true, reserved());
    assertThat(Decide.events(JANE, tokenRequest.command())).isEmpty();
    assertThat(
            Decide.events(
                jane(false, false, List.of("confirm_username"), List.of()), tokenRequest.command()))
        .containsExactly(new UserRenamed(JANE_ID, personal("jane"), personal("joan")));
  }

  @Test
  void deletesAnAccountUnlessAnOrganizationWouldHaveNobodyLeft() {
    DeleteCurrentUser.Delete delete = new DeleteCurrentUser.Delete(JANE_ID);
    assertThat(Decide.events(JANE, delete))
        .containsExactly(new UserDeleted(JANE_ID, personal("jane"), KEY));
    assertThat(Decide.on(jane(false, false, List.of(), List.of("acme", "apex")), delete))
        .isEqualTo(
            Decision.reject(new UserRejection.OnlyAdministrator("jane", List.of("acme", "apex"))));
    assertThat(Decide.on(GONE, delete)).isEqualTo(NOBODY);
  }

  @Test
  void confirmsTheEmailThatHeHasOrTheOneThatHeWants() {
    Confirm confirm = new Confirm("digest", STAND_IN);
    assertThat(Decide.events(new Asked.CurrentEmail(JANE_ID), confirm))
        .containsExactly(new EmailConfirmed(JANE_ID));
    assertThat(
            Decide.events(
                new Asked.NewEmail(JANE_ID, personal("new@x.org"), personal("old@x.org"), false),
                confirm))
        .containsExactly(
            new OwnEmailChanged(JANE_ID, personal("new@x.org"), personal("old@x.org"), STAND_IN));
    assertThat(
            Decide.on(
                new Asked.NewEmail(JANE_ID, personal("new@x.org"), personal("old@x.org"), true),
                confirm))
        .isEqualTo(Decision.reject(UserRejection.Simple.OWN_EMAIL_TAKEN));
    assertThat(Decide.on(new Asked.NoAccount(), confirm))
        .isEqualTo(Decision.reject(UserRejection.Simple.INVALID_CODE));
  }

  private static OwnState jane(
      boolean emailTaken, boolean nameTaken, List<String> prompts, List<String> onlyAdminOf) {
    return new OwnState.Present(
        JANE_ID, "jane", "jane@example.com", KEY, prompts, emailTaken, nameTaken, onlyAdminOf);
  }

  private static Personal personal(String text) {
    return new Personal.Known(text, KEY);
  }

  private static ReservedNames reserved(String... names) {
    return new ReservedNames(Set.of(names));
  }

  /** A request in the making. */
  private static final class TokenRequest {
    private Optional<NewPassword> password = Optional.empty();
    private Optional<Boolean> invoiceEmail = Optional.empty();
    private Optional<BigInteger> tagExpiration = Optional.empty();
    private Optional<Optional<String>> invoiceAddress = Optional.empty();
    private Optional<String> email = Optional.empty();
    private Optional<Confirmation> confirmation = Optional.empty();
    private Map<Field, Optional<String>> details = Map.of();
    private Optional<String> username = Optional.empty();
    private Renaming renaming = new Renaming(false, false, reserved());

    OwnChange command() {
      return new OwnChange(
          JANE_ID,
          password,
          invoiceEmail,
          tagExpiration,
          Set.of(86_400L),
          invoiceAddress,
          email,
          confirmation,
          STAND_IN,
          details,
          username,
          renaming);
    }
  }
}
