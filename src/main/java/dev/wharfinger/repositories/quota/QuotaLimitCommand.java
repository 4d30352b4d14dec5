package dev.wharfinger.repositories.quota;

import static dev.wharfinger.platform.http.Schema.integer;
import static dev.wharfinger.platform.http.Schema.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.platform.http.Schema;
import dev.wharfinger.platform.http.TextLengths;
import dev.wharfinger.platform.journal.Command;
import dev.wharfinger.platform.journal.CommonRejection;
import dev.wharfinger.platform.journal.Decision;
import dev.wharfinger.platform.journal.Ids;
import dev.wharfinger.repositories.quota.QuotaEvent.Family;
import dev.wharfinger.repositories.quota.QuotaEvent.LimitType;
import dev.wharfinger.repositories.quota.QuotaEvent.QuotaLimitChanged;
import dev.wharfinger.repositories.quota.QuotaEvent.QuotaLimitCreated;
import dev.wharfinger.repositories.quota.QuotaEvent.QuotaLimitDeleted;
import dev.wharfinger.repositories.quota.QuotaState.Account;
import dev.wharfinger.repositories.quota.QuotaState.Limit;
import dev.wharfinger.repositories.quota.QuotaState.Quota;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;

/** Commands on the limits of a quota. Source: contract neighbours 3. */
sealed interface QuotaLimitCommand extends Command<QuotaState> {

  /** The body of a new limit. */
  Schema NEW =
      Schema.object()
          .required("type", "threshold_percent")
          .property("type", text(TextLengths.NAME))
          .property("threshold_percent", integer());

  /** The body of a change. */
  Schema CHANGED =
      Schema.object()
          .property("type", text(TextLengths.NAME))
          .property("threshold_percent", integer());

  /** The name of the account that has the quota. */
  String name();

  /** The quota's id. */
  long quota();

  @Override
  default Uni<QuotaState> load(SqlConnection connection) {
    return QuotaState.load(connection, name());
  }

  @Override
  default Decision decide(QuotaState state, Ids ids) {
    return state instanceof Account account && account.quota(quota()).isPresent()
        ? decide(account, account.quota(quota()).orElseThrow(), ids)
        : Decision.reject(CommonRejection.NOT_FOUND);
  }

  /** Decides for an existing quota. */
  Decision decide(Account account, Quota found, Ids ids);

  /** The limit described in a body. */
  record Wanted(Optional<String> type, Optional<BigInteger> percent) {

    static Wanted of(ObjectNode body) {
      return new Wanted(
          Optional.ofNullable(body.get("type")).map(JsonNode::textValue),
          Optional.ofNullable(body.get("threshold_percent"))
              .map(JsonNode::decimalValue)
              .map(it -> it.toBigInteger()));
    }

    private static Optional<LimitType> type(String spelling) {
      return switch (spelling.toLowerCase(Locale.ROOT)) {
        case "warning" -> Optional.of(LimitType.WARNING);
        case "reject" -> Optional.of(LimitType.REJECT);
        default -> Optional.empty();
      };
    }

    private static boolean isThreshold(BigInteger percent) {
      return percent.signum() > 0 && percent.compareTo(BigInteger.valueOf(100)) <= 0;
    }
  }

  /** Adds a limit; there may be several of one type. */
  record Create(String name, long quota, Wanted wanted) implements QuotaLimitCommand {

    @Override
    public Decision decide(Account account, Quota found, Ids ids) {
      String spelling = wanted.type().orElse("");
      Optional<LimitType> type = Wanted.type(spelling);
      BigInteger percent = wanted.percent().orElse(BigInteger.ZERO);
      if (type.isPresent() && percent.signum() == 0) {
        return Decision.reject(
            found.limits().stream().anyMatch(it -> it.type() == type.get())
                ? QuotaRejection.Simple.LIMIT_ALREADY_EXISTS
                : QuotaRejection.Simple.NO_THRESHOLD);
      }
      if (type.isEmpty()) {
        return Decision.reject(QuotaRejection.Simple.UNKNOWN_LIMIT_TYPE);
      }
      if (!Wanted.isThreshold(percent)) {
        return Decision.reject(QuotaRejection.Simple.THRESHOLD_OUT_OF_RANGE);
      }
      Limit limit = new Limit(0, type.get(), percent.intValue());
      return isThere(found, limit)
          ? Decision.reject(QuotaRejection.Simple.LIMIT_ALREADY_EXISTS)
          : Decision.accept(
              new QuotaLimitCreated(
                  ids.next(),
                  quota,
                  account.id(),
                  account.sealedName(),
                  limit.type(),
                  spelling,
                  limit.percent(),
                  Family.ORGANIZATION));
    }
  }

  /** Changes the type or threshold of a limit. */
  record Change(String name, long quota, long limit, Wanted wanted) implements QuotaLimitCommand {

    @Override
    public Decision decide(Account account, Quota found, Ids ids) {
      Optional<Limit> before = found.limit(limit);
      if (before.isEmpty()) {
        return Decision.reject(CommonRejection.NOT_FOUND);
      }
      Limit now = before.get();
      String spelling = wanted.type().orElse(now.type().word());
      Optional<LimitType> type = Wanted.type(spelling);
      if (type.isEmpty()) {
        return Decision.reject(QuotaRejection.Simple.UNKNOWN_LIMIT_TYPE);
      }
      BigInteger percent = wanted.percent().orElse(BigInteger.valueOf(now.percent()));
      if (!Wanted.isThreshold(percent)) {
        return Decision.reject(QuotaRejection.Simple.THRESHOLD_OUT_OF_RANGE);
      }
      Limit then = new Limit(now.id(), type.get(), percent.intValue());
      if (then.equals(now)) {
        return Decision.accept();
      }
      return isThere(found, then)
          ? Decision.reject(QuotaRejection.Simple.LIMIT_ALREADY_EXISTS)
          : Decision.accept(
              new QuotaLimitChanged(
                  limit,
                  quota,
                  account.id(),
                  account.sealedName(),
                  then.type(),
                  spelling,
                  then.percent(),
                  now.type(),
                  now.percent(),
                  Family.ORGANIZATION));
    }
  }

  /** Deletes a limit. */
  record Delete(String name, long quota, long limit) implements QuotaLimitCommand {

    @Override
    public Decision decide(Account account, Quota found, Ids ids) {
      return found
          .limit(limit)
          .map(it ->
              Decision.accept(
                  new QuotaLimitDeleted(
                      limit,
                      quota,
                      account.id(),
                      account.sealedName(),
                      it.type(),
                      it.percent(),
                      Family.ORGANIZATION)))
          .orElseGet(() -> Decision.reject(CommonRejection.NOT_FOUND));
    }
  }

  private static boolean isThere(Quota found, Limit wanted) {
    return found.limits().stream()
        .anyMatch(it -> it.type() == wanted.type() && it.percent() == wanted.percent());
  }
}
