package com.tripgen.ai.schedules;

import com.tripgen.ai.planning.PlaceCategory;
import com.tripgen.ai.planning.Preference;
import com.tripgen.ai.planning.Setting;
import com.tripgen.ai.planning.TravelMode;
import com.tripgen.ai.planning.Vehicle;
import java.time.LocalTime;
import java.time.Month;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One reason why a stop is in the schedule: a fact, not yet words.
sealed interface Ground {
  /// What the record says the place is, in the language of the trip.
  record Described(String text) implements Ground {}

  record MustVisit() implements Ground {}

  record NamedInRequest() implements Ground {}

  /// Some of the party like such places.
  ///
  /// @param members who do, of `party`
  record Liked(Preference preference, int members, int party) implements Ground {}

  record WishedSetting(Setting setting) implements Ground {}

  /// The special requests ask for places of this kind.
  record Wished() implements Ground {}

  record Sheltered(Set<DayCondition> from) implements Ground {
    public Sheltered {
      from = Set.copyOf(from);
    }
  }

  record InSeason(Month month) implements Ground {}

  record StepFree() implements Ground {}

  record Easy() implements Ground {}

  record Rated(double rating) implements Ground {}

  /// The place is near.
  ///
  /// @param from name of the point before
  record Reached(String from, TravelMode mode, @Nullable Vehicle vehicle, int minutes)
      implements Ground {}

  /// Nothing more is known than what kind of place it is.
  record Kind(PlaceCategory category) implements Ground {}

  /// A meal at a place.
  ///
  /// @param open the hours are known and cover the meal
  record MealAt(Meal meal, LocalTime start, boolean open) implements Ground {}

  /// A meal without a place.
  record MealNear(Meal meal, String near) implements Ground {}

  enum Meal {
    LUNCH,
    DINNER
  }
}
