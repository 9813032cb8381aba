package com.tripgen.ai.planning;

import java.util.Set;

/// One traveller, without a name: planning needs none.
public record Member(int age, HealthStatus health, Set<Preference> preferences) {
  public Member {
    preferences = Set.copyOf(preferences);
  }
}
