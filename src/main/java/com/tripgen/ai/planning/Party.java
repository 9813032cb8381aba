package com.tripgen.ai.planning;

import java.util.Comparator;
import java.util.List;

/// Everybody who travels.
public record Party(List<Member> members) {
  public Party {
    members = List.copyOf(members);
    if (members.isEmpty()) {
      throw new IllegalArgumentException("a party has at least one member");
    }
  }

  /// The health that sets the pace: the weakest member's.
  public HealthStatus weakest() {
    return members.stream().map(Member::health).max(Comparator.naturalOrder()).orElseThrow();
  }
}
