package com.tripgen.ai.planning;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// What the special requests asked for, as far as it was understood, and how well a model finds
/// that places fit the party. Wishes change scores and the number of sights inside the health
/// range, never a hard rule.
///
/// @param categories categories asked for: score x 1.5
/// @param settings settings asked for: score x 1.5
/// @param tags key words asked for, matched against [PlaceDetails#tags()]: score x 1.5
/// @param placeIds places named: score x 3
/// @param understood the wishes that were read, in the words of the request
/// @param ignored what was not understood, in the words of the request
/// @param affinities by place, from [#LEAST_AFFINITY] to [#MOST_AFFINITY]; what has none stands in
///   the middle
public record Wishes(
    Set<PlaceCategory> categories,
    Set<Setting> settings,
    Set<String> tags,
    Set<String> placeIds,
    Pace pace,
    DayShift dayShift,
    List<String> understood,
    List<String> ignored,
    Map<String, Integer> affinities) {
  public static final int LEAST_AFFINITY = 1;
  public static final int MOST_AFFINITY = 5;

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
    affinities = Map.copyOf(Objects.requireNonNullElse(affinities, Map.of()));
    if (affinities.values().stream().anyMatch(it -> it < LEAST_AFFINITY || it > MOST_AFFINITY)) {
      throw new IllegalArgumentException("an affinity is from 1 to 5");
    }
  }

  /// Wishes of which no model was asked.
  public Wishes(
      Set<PlaceCategory> categories,
      Set<Setting> settings,
      Set<String> tags,
      Set<String> placeIds,
      Pace pace,
      DayShift dayShift,
      List<String> understood,
      List<String> ignored) {
    this(categories, settings, tags, placeIds, pace, dayShift, understood, ignored, Map.of());
  }

  public Wishes withAffinities(Map<String, Integer> others) {
    return new Wishes(
        categories, settings, tags, placeIds, pace, dayShift, understood, ignored, others);
  }

  public int affinity(String placeId) {
    return affinities.getOrDefault(placeId, (LEAST_AFFINITY + MOST_AFFINITY) / 2);
  }
}
