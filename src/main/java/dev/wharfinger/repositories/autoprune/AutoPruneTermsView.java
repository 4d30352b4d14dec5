package dev.wharfinger.repositories.autoprune;

import dev.wharfinger.platform.config.Settings;
import dev.wharfinger.platform.http.ApiException;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.Schema;
import dev.wharfinger.repositories.autoprune.AutoPruneEvent.Method;
import dev.wharfinger.repositories.autoprune.AutoPruneEvent.Terms;
import dev.wharfinger.repositories.autoprune.WantedPolicy.Reading;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;

/** Policies that are not stored: the operator's, and those that are only proposed. */
@Singleton
public class AutoPruneTermsView {

  /** The schema of a proposed policy. */
  public static final Schema BODY = WantedPolicy.BODY;

  private final AutoPruneErrors errors;
  private final AutoPruneView view;
  private final Optional<Terms> ofOperator;

  @Inject
  AutoPruneTermsView(AutoPruneErrors errors, AutoPruneView view, Settings settings) {
    this.errors = errors;
    this.view = view;
    Map<String, String> policy = settings.defaultNamespaceAutoprunePolicy().attributes();
    this.ofOperator =
        Optional.ofNullable(policy.get("method"))
            .map(method ->
                new Terms(Method.of(method), policy.getOrDefault("value", ""), null, true));
  }

  /** Without FEATURE_AUTO_PRUNE there are no policies, not even proposed ones: 404. */
  public void requireOn() {
    view.requireOn();
  }

  /** What the operator gives every namespace. Source: contract repositories 3. */
  public Optional<Terms> ofOperator() {
    return ofOperator;
  }

  /** What the body of a request proposes, with the errors that its creation would have. */
  public Terms proposed(ApiRequest request) {
    return switch (WantedPolicy.of(request.body(BODY)).read()) {
      case Reading.Readable(Terms terms) -> terms;
      case Reading.Unreadable(AutoPruneRejection why) -> throw new ApiException(errors.of(why));
    };
  }
}
