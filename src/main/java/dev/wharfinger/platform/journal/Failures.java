package dev.wharfinger.platform.journal;

import dev.wharfinger.platform.vault.MasterKey;
import dev.wharfinger.platform.vault.SubjectKeys;
import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;
import java.io.IOException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RetriableException;

/** Classifies failures by cause, which determines what can be done about them. */
final class Failures {

  private Failures() {}

  /**
   * Whether the statement itself is at fault, so that a retry cannot help. It is not when the
   * connection broke, the server shut down (SQLSTATE 57), a lock or the idle timeout was hit (55,
   * 25) or the transaction had already failed (25P02).
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

  /** The client's refusal to encode a value; it has no exception type of its own. */
  private static boolean isUnfitParameter(Throwable failure) {
    String message = String.valueOf(failure.getMessage());
    return message.startsWith("Parameter at position")
        || message.startsWith("The number of parameters");
  }

  /**
   * Whether the connection to Postgres broke during the work. A retry is safe in any case: it first
   * catches up with the journal, and then knows which commands are done.
   */
  static boolean isOfTheConnection(Throwable failure) {
    return switch (failure) {
      case PgException e -> "57P01".equals(e.getSqlState());
      case CommitUnknown _, VertxException _, IOException _ -> true;
      default -> isLostConnection(failure);
    };
  }

  /**
   * Whether a retry may succeed a moment later: the connection to Postgres broke, or Kafka did not
   * answer in time, or a broker told of the past. A retry is safe here too, whether or not
   * something was appended.
   */
  static boolean isTransient(Throwable failure) {
    return failure instanceof JournalUnavailable
        || failure instanceof JournalDataLoss.Apparent
        || failure instanceof RetriableException
        || failure instanceof java.util.concurrent.TimeoutException
        || isOfTheConnection(failure);
  }

  private static boolean isLostConnection(Throwable failure) {
    String message = String.valueOf(failure.getMessage());
    return message.startsWith("Connection is not active") || message.startsWith("Pending requests");
  }

  /** Whether a command, rather than Kafka or Postgres, made its batch fail. */
  static boolean isOfTheCommand(Throwable failure) {
    return switch (failure) {
      case PgException _ -> isOfTheStatement(failure);
      case JournalUnavailable _, JournalDataLoss _, KafkaException _ -> false;
      case MasterKey.WrongMasterKey _ -> false;
      case RecordCodec.NewerRecord _ -> false;
      case IOException _,
          java.util.concurrent.TimeoutException _,
          io.smallrye.mutiny.TimeoutException _ ->
          false;
      case StackOverflowError _ -> true;
      case VirtualMachineError _ -> false;
      case Journal.UnsafeTopic _, CatchUp.LacksKey _ -> false;
      default -> !isOfTheConnection(failure) && !mustHalt(failure);
    };
  }

  /** What the caller is told: a command whose key is missing may be sent again later. */
  static Throwable toCaller(Throwable failure) {
    return failure instanceof SubjectKeys.MissingKeys
        ? new JournalUnavailable(String.valueOf(failure.getMessage()), failure)
        : failure;
  }

  /** Whether writes must stop until an operator has examined the topic. */
  static boolean isOfTheTopic(Throwable failure) {
    return failure instanceof Journal.UnsafeTopic || mustHalt(failure);
  }

  /** Whether continuing would lose or corrupt data. */
  static boolean mustHalt(Throwable failure) {
    return (failure instanceof JournalDataLoss && !(failure instanceof JournalDataLoss.Apparent))
        || failure instanceof CatchUp.CannotProject
        || failure instanceof HeadRow.OtherTopic;
  }

  /** The append is acknowledged; whether the transaction committed shows only in catching up. */
  static final class CommitUnknown extends RuntimeException {
    CommitUnknown(Throwable cause) {
      super("the outcome of a commit is unknown", cause);
    }
  }
}
