package dev.wharfinger.registries.reconciliation;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WalkRepositoryTest {

  @Test
  void holdsNoMoreNamesThanItsBound() {
    WalkRepository.Names names = new WalkRepository.Names(3);
    Set<String> tags = new HashSet<>();
    Set<String> manifests = new HashSet<>();
    names.add(tags, "1");
    names.add(tags, "2");
    names.add(tags, "2");
    names.add(manifests, "1");
    assertThatThrownBy(() -> names.add(manifests, "2")).isInstanceOf(WalkedRegistry.Unusable.class);
  }
}
