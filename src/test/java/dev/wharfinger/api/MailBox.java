package dev.wharfinger.api;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The mail server of the services under test; it takes everything. */
public final class MailBox {

  private static final long PATIENCE_NANOS = 30_000_000_000L;
  private static final Pattern CODE = Pattern.compile("code=([A-Z0-9]{40})\\b");
  private static final GreenMail SERVER = start();

  private MailBox() {}

  /**
   * A mail as it arrived.
   *
   * @param text the body, line by line
   */
  public record InvitationMail(String from, String subject, String text) {

    /** The code in its link. */
    public String code() {
      Matcher matcher = CODE.matcher(text);
      if (!matcher.find()) {
        throw new AssertionError("no code in " + text);
      }
      return matcher.group(1);
    }
  }

  /** Where it takes mails. */
  public static int port() {
    return SERVER.getSmtp().getPort();
  }

  /** The mails to an address once there are so many. */
  public static List<InvitationMail> lettersTo(String address, int count) {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (arrived(address).size() < count) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("waited in vain for mail number " + count);
      }
      LockSupport.parkNanos(50_000_000);
    }
    return arrived(address);
  }

  /** The only mail to an address. */
  public static InvitationMail letterTo(String address) {
    List<InvitationMail> letters = lettersTo(address, 1);
    if (letters.size() != 1) {
      throw new AssertionError(letters);
    }
    return letters.getFirst();
  }

  private static List<InvitationMail> arrived(String address) {
    return Stream.of(SERVER.getReceivedMessages())
        .filter(message -> isTo(message, address))
        .map(MailBox::read)
        .toList();
  }

  private static boolean isTo(MimeMessage message, String address) {
    try {
      return Stream.of(Objects.requireNonNull(message.getAllRecipients()))
          .anyMatch(recipient -> recipient.toString().equals(address));
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static InvitationMail read(MimeMessage message) {
    try {
      return new InvitationMail(
          message.getFrom()[0].toString(),
          message.getSubject(),
          message.getContent().toString().replace("\r\n", "\n"));
    } catch (MessagingException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static GreenMail start() {
    GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    server.start();
    return server;
  }
}
