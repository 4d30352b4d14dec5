package dev.wharfinger.platform.journal;

import dev.wharfinger.platform.vault.MasterKey;
import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;
import java.io.IOException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RetriableException;

/** Who is to blame for a failure, and so what can be done about it. */
final class Failures {

  private Failures() {}

  /**
   * Whether the statement itself is at fault, so that trying again cannot help: not when the
   * connection broke, the server went down (SQLSTATE 57), a lock or the idle timeout struck (55,
   * 25) or the transaction had failed before (25P02).
   */
  static boolean isOfTheStatement(Throwable failure) {
    return switch (failure) {
      case Rows.ProjectionFailed _ -> true;
      case PgException e when e.getSqlState() != null ->
          !e.getSqlState().matches("(08|25|40|53|55|57|58|XX).*");
      case PgException _ -> false;
      default -> isUnfitParameter(failure);
    };
  }

  /** The client's refusal to encode a value; it has no type of its own. */
  private static boolean isUnfitParameter(Throwable failure) {
    String message = String.valueOf(failure.getMessage());
    return message.startsWith("Parameter at position")
        || message.startsWith("The number of parameters");
  }

  /**
   * Whether the connection to Postgres broke under the work. To do it again is safe, whatever had
   * become of it: the journal is caught up with first, and then knows the commands that are done.
   */
  static boolean isOfTheConnection(Throwable failure) {
    return switch (failure) {
      case PgException e -> "57P01".equals(e.getSqlState());
      case CommitUnknown _, VertxException _ -> true;
      default -> isLostConnection(failure);
    };
  }

  /**
   * Whether the same may succeed a moment later: the connection to Postgres broke, or Kafka did not
   * answer in time. To do it again is safe here too, whether or not something was appended.
   */
  static boolean mayPass(Throwable failure) {
    return failure instanceof JournalUnavailable
        || failure instanceof RetriableException
        || failure instanceof java.util.concurrent.TimeoutException
        || isOfTheConnection(failure);
  }

  private static boolean isLostConnection(Throwable failure) {
    String message = String.valueOf(failure.getMessage());
    return message.startsWith("Connection is not active") || message.startsWith("Pending requests");
  }

  /** Whether a command, and neither Kafka nor Postgres, made its batch fail. */
  static boolean isOfTheCommand(Throwable failure) {
    return switch (failure) {
      case PgException _ -> isOfTheStatement(failure);
      case JournalUnavailable _, KafkaException _, MasterKey.WrongMasterKey _ -> false;
      case RecordCodec.NewerRecord _ -> false;
      case IOException _,
          java.util.concurrent.TimeoutException _,
          io.smallrye.mutiny.TimeoutException _ ->
          false;
      case StackOverflowError _ -> true;
      case VirtualMachineError _ -> false;
      case Journal.ForgetfulTopic _ -> false;
      default -> !isOfTheConnection(failure) && !mustHalt(failure);
    };
  }

  /** Whether no write may follow until an operator has looked at the topic. */
  static boolean isOfTheTopic(Throwable failure) {
    return failure instanceof Journal.ForgetfulTopic || mustHalt(failure);
  }

  /** Whether going on would lose or falsify something. */
  static boolean mustHalt(Throwable failure) {
    return failure instanceof LostLog
        || failure instanceof CatchUp.CannotProject
        || failure instanceof HeadRow.OtherTopic;
  }

  /** The append is acknowledged; whether the transaction is, only catching up can tell. */
  static final class CommitUnknown extends RuntimeException {
    CommitUnknown(Throwable cause) {
      super("the outcome of a commit is unknown", cause);
    }
  }
}
