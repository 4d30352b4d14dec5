package dev.wharfinger.repositories.token;

import static dev.wharfinger.api.Answers.isMessage;
import static dev.wharfinger.api.Answers.isP400;

import dev.wharfinger.api.Scene;
import dev.wharfinger.api.Viewer;
import org.junit.jupiter.api.Test;

/** Access tokens of repositories are gone; who may know that is in callers.txt. */
class RepositoryTokensApiTest {

  private static final String NOT_HANDLED = "Handling of access tokens is no longer supported";

  private final String tokens =
      Scene.repository(Scene.organizationOf(Viewer.ADM), "web", false) + "/tokens";

  @Test
  void saysThatTheyAreGone() {
    for (String list : new String[] {tokens, tokens + "/"}) {
      isMessage(Viewer.ADM.asks().get(list), 410, NOT_HANDLED);
    }
    isMessage(Viewer.ADM.asks().get(tokens + "/some"), 410, NOT_HANDLED);
    isMessage(
        Viewer.ADM.sends("{\"friendlyName\": \"x\"}").post(tokens + "/"),
        410,
        "Creation of access tokens is no longer supported");
    isMessage(Viewer.ADM.sends("{\"role\": \"write\"}").put(tokens + "/some"), 410, NOT_HANDLED);
    isMessage(Viewer.ADM.asks().delete(tokens + "/some"), 410, NOT_HANDLED);
  }

  @Test
  void readsTheBodyNevertheless() {
    isP400(Viewer.ADM.sends("{}").post(tokens + "/"), "'friendlyName' is a required property");
    isP400(
        Viewer.ADM.sends("{\"role\": \"owner\"}").put(tokens + "/some"),
        "'owner' is not one of ['read', 'write', 'admin']");
  }
}
