package com.tripgen.ai.recommendations;

import com.tripgen.ai.planning.HealthStatus;
import com.tripgen.ai.planning.Language;
import com.tripgen.ai.planning.Preference;
import com.tripgen.ai.planning.TransportMode;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// For whom a recommendation is written. Profiles that mean the same are equal.
///
/// @param company null when not told
/// @param ages in years, ascending; empty for adults of unknown number
/// @param health of the weakest traveller
public record TravellerProfile(
    @Nullable Company company,
    List<Integer> ages,
    HealthStatus health,
    TransportMode transport,
    Set<Preference> preferences,
    Language language) {
  private static final int LAST_TODDLER_AGE = 3;
  private static final int LAST_CHILD_AGE = 12;
  private static final int FIRST_SENIOR_AGE = 65;

  public TravellerProfile {
    ages = ages.stream().sorted().toList();
    preferences = Set.copyOf(preferences);
  }

  boolean withToddler() {
    return ages.stream().anyMatch(age -> age <= LAST_TODDLER_AGE);
  }

  boolean withChild() {
    return ages.stream().anyMatch(age -> age <= LAST_CHILD_AGE);
  }

  boolean withSenior() {
    return ages.stream().anyMatch(age -> age >= FIRST_SENIOR_AGE);
  }

  /// Whether nothing strenuous is ever proposed.
  boolean needsCare() {
    return health.weakerThan(HealthStatus.GOOD);
  }

  ActivityLevel activityLevel() {
    if (needsCare() || preferences.equals(Set.of(Preference.REST))) {
      return ActivityLevel.LOW;
    }
    boolean likesMoving =
        preferences.contains(Preference.SPORTS) || preferences.contains(Preference.NATURE);
    return health == HealthStatus.EXCELLENT && likesMoving
        ? ActivityLevel.HIGH
        : ActivityLevel.MODERATE;
  }
}
