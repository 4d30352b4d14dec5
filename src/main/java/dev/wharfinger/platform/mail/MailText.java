package dev.wharfinger.platform.mail;

import dev.wharfinger.platform.config.Settings;
import io.quarkus.mailer.Mail;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.UUID;

/**
 * The text of mails; subjects and the sentences about exports are Quay's, because people filter by
 * them. Source: contract neighbours 4, superuser 2.1, sessions 2.2 and 5.1, repositories 7.
 */
@Singleton
class MailText {

  private final Settings settings;
  private final MailCodes codes;

  @Inject
  MailText(Settings settings, MailCodes codes) {
    this.settings = settings;
    this.codes = codes;
  }

  /** A mail, ready to be sent. */
  Mail compose(MailKind kind, String address, UUID code, JsonObject about) {
    return switch (kind) {
      case TEAM_INVITATION ->
          Mail.withText(
              address,
              subject("Invitation to join team"),
              """
              Hello,

              %s invited you to join the team %s of the organization %s at %s.
              To accept the invitation, sign in and follow this link:

              %s

              If you do not want to join, you need not do anything.
              """
                  .formatted(
                      about.getString("inviter"),
                      about.getString("team"),
                      about.getString("organization"),
                      settings.registryTitle(),
                      link("/confirminvite", code)));
      case LOG_EXPORT ->
          Mail.withText(
              address,
              subject("Export Action Logs Complete"),
              """
              Hello,

              Usage Logs Export has completed.
              The export %s of %s at %s is kept for one hour.
              The exported logs information can be found at %s
              """
                  .formatted(
                      about.getString("export_id"),
                      about.getString("account"),
                      settings.registryTitle(),
                      address(
                          "/exportedlogs/%s-%s"
                              .formatted(about.getString("export_id"), codes.code(code)))));
      case CONFIRMATION ->
          linked(
              address,
              "Please confirm your e-mail address",
              """
              Hello %s,

              an account with this e-mail address was created at %s.
              To confirm the address, follow this link:

              %s

              If you know nothing of it, you need not do anything.
              """,
              about,
              link("/confirm", code));
      case EMAIL_CHANGE ->
          linked(
              address,
              "E-mail address change requested",
              """
              Hello %s,

              you asked for this e-mail address to be yours at %s.
              To confirm it, follow this link:

              %s

              If you know nothing of it, you need not do anything.
              """,
              about,
              link("/confirm", code));
      case REPOSITORY_EMAIL ->
          Mail.withText(
              address,
              subject(
                  "Please verify your e-mail address for repository %s/%s"
                      .formatted(about.getString("namespace"), about.getString("repository"))),
              """
              Hello,

              this address is to receive notifications of the repository %s/%s at %s.
              To agree, follow this link:

              %s

              If you do not want that, you need not do anything.
              """
                  .formatted(
                      about.getString("namespace"),
                      about.getString("repository"),
                      settings.registryTitle(),
                      link("/authrepoemail", code)));
      case REPOSITORY_NOTIFICATION ->
          Mail.withHtml(
              address,
              about.getString("subject"),
              "<p>%s</p>\n".formatted(about.getString("message")));
      case PASSWORD_CHANGED ->
          Mail.withText(
              address,
              subject("Account password changed"),
              """
              Hello %s,

              the password of your account at %s was changed.
              If that was not you, please tell an administrator at once.
              """
                  .formatted(about.getString("username"), settings.registryTitle()));
      case RECOVERY ->
          linked(
              address,
              "Account recovery",
              """
              Hello %s,

              somebody asked to come into your account at %s without its password.
              If that was you, follow this link soon, once, and choose another password:

              %s

              If you know nothing of it, you need not do anything.
              """,
              about,
              link("/recovery", code));
      case ORGANIZATION_RECOVERY ->
          Mail.withText(
              address,
              subject("Organization %s recovery".formatted(about.getString("organization"))),
              """
              Hello,

              somebody asked to come into the account of this e-mail address at %s.
              It is that of the organization %s, which has no password.
              Those who administer it sign in as themselves: %s
              """
                  .formatted(
                      settings.registryTitle(),
                      about.getString("organization"),
                      about.getString("administrators")));
    };
  }

  /**
   * A mail for a user: addresses the user by name, then names the registry, then gives the link.
   */
  private Mail linked(String address, String subject, String text, JsonObject about, String link) {
    return Mail.withText(
        address,
        subject(subject),
        text.formatted(about.getString("username"), settings.registryTitle(), link));
  }

  private String subject(String text) {
    return "[%s] %s".formatted(settings.registryTitleShort(), text);
  }

  private String link(String path, UUID code) {
    return address("%s?code=%s".formatted(path, codes.code(code)));
  }

  private String address(String path) {
    return "%s://%s%s"
        .formatted(
            settings.preferredUrlScheme().name().toLowerCase(Locale.ROOT),
            settings.serverHostname(),
            path);
  }
}
