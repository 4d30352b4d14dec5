package dev.wharfinger.platform.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharfinger.local.LocalStack;
import dev.wharfinger.platform.journal.TestEngine;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TokenUsesIT {

  @Test
  void remembersSoManyAndNoMore() {
    try (TestEngine engine = TestEngine.starting(LocalStack.freshDatabase())) {
      TokenUses uses = new TokenUses(engine.pool(), 3_600, 3_600, true);
      for (int i = 0; i <= TokenUses.REMEMBERED; i++) {
        uses.note(new UUID(0, i));
      }
      engine.tickUntil(
          () -> engine.count("SELECT count(*) FROM vault.token_use") > TokenUses.REMEMBERED);
      assertThat(uses.remembered()).isEqualTo(TokenUses.REMEMBERED);
    }
  }
}
