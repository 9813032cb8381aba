package com.tripgen.ai.planning;

import java.util.List;
import java.util.Set;

/// What the special requests asked for, as far as it was understood. Wishes change scores and the
/// number of sights inside the health range, never a hard rule.
///
/// @param categories categories asked for: score x 1.5
/// @param settings settings asked for: score x 1.5
/// @param tags key words asked for, matched against [PlaceDetails#tags()]: score x 1.5
/// @param placeIds places named: score x 3
/// @param understood the wishes that were read, in the words of the request
/// @param ignored what was not understood, in the words of the request
public record Wishes(
    Set<PlaceCategory> categories,
    Set<Setting> settings,
    Set<String> tags,
    Set<String> placeIds,
    Pace pace,
    DayShift dayShift,
    List<String> understood,
    List<String> ignored) {
  public static final Wishes NONE =
      new Wishes(
          Set.of(), Set.of(), Set.of(), Set.of(), Pace.USUAL, DayShift.USUAL, List.of(), List.of());

  /// How many sights a day inside the range of the party's health.
  public enum Pace {
    FEWER,
    USUAL,
    MORE
  }

  /// Whether the party would rather be out early or late inside its daily hours.
  public enum DayShift {
    EARLY,
    USUAL,
    LATE
  }

  public Wishes {
    categories = Set.copyOf(categories);
    settings = Set.copyOf(settings);
    tags = Set.copyOf(tags);
    placeIds = Set.copyOf(placeIds);
    understood = List.copyOf(understood);
    ignored = List.copyOf(ignored);
  }
}
