package dev.wharfinger.accounts.session;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.platform.http.Replies;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** The responses to sign-ins, with Quay's texts. Source: contract sessions 1.5, 1.8. */
final class SignInReplies {

  /** The same text for a wrong password and for an unknown name. */
  static final String INVALID = "Invalid Username or Password";

  static final String DISABLED = "This user has been disabled. Please contact your administrator.";

  private SignInReplies() {}

  /** 200. */
  static Response success() {
    return Replies.ok(JsonNodeFactory.instance.objectNode().put("success", true));
  }

  /** 403 for the sign-in. */
  static Response refused(boolean needsVerification, @Nullable String message) {
    ObjectNode body =
        JsonNodeFactory.instance
            .objectNode()
            .put("needsEmailVerification", needsVerification)
            .put("invalidCredentials", !needsVerification)
            .put("message", message);
    return Replies.json(403, body);
  }

  /** 403 for the repeated sign-in. */
  static Response wrongPassword() {
    return Replies.json(
        403,
        JsonNodeFactory.instance
            .objectNode()
            .put("message", INVALID)
            .put("invalidCredentials", true));
  }
}
