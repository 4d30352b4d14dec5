package dev.wharfinger.repositories.quota;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.platform.config.Settings;
import dev.wharfinger.platform.http.ByteSize;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;

/** A quota as shown by the quota operations. Source: contract common 11.1, 11.3. */
@Singleton
public class QuotaView {

  private final long systemDefault;

  @Inject
  QuotaView(Settings settings) {
    this.systemDefault = settings.defaultSystemRejectQuotaBytes();
  }

  /** The installation's default quota, shown if an account has none; empty if not configured. */
  Optional<ObjectNode> ofSystem() {
    if (systemDefault == 0) {
      return Optional.empty();
    }
    ObjectNode view = JsonNodeFactory.instance.objectNode().putNull("id");
    return Optional.of(withSize(view, systemDefault, true, limits()));
  }

  /** Renders a quota that was already read. */
  ObjectNode render(QuotaState.Quota quota) {
    ArrayNode limits = limits();
    quota.limits().forEach(limit -> limits.add(render(limit)));
    ObjectNode view = JsonNodeFactory.instance.objectNode().put("id", quota.id());
    return withSize(view, quota.limitBytes(), false, limits);
  }

  /** Renders a limit of a quota. */
  static ObjectNode render(QuotaState.Limit limit) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("id", limit.id())
        .put("type", limit.type().word())
        .put("limit_percent", limit.percent());
  }

  private ObjectNode withSize(ObjectNode view, long bytes, boolean isDefault, ArrayNode limits) {
    view.put("limit_bytes", bytes)
        .put("limit", ByteSize.display(bytes))
        .put("default_config", isDefault)
        .set("limits", limits);
    return view.put("default_config_exists", systemDefault != 0);
  }

  private static ArrayNode limits() {
    return JsonNodeFactory.instance.arrayNode();
  }
}
