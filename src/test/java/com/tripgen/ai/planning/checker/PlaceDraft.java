package com.tripgen.ai.planning.checker;

import com.tripgen.ai.planning.Candidate;
import com.tripgen.ai.planning.Coordinates;
import com.tripgen.ai.planning.Effort;
import com.tripgen.ai.planning.OpenInterval;
import com.tripgen.ai.planning.Opening;
import com.tripgen.ai.planning.OpeningHours;
import com.tripgen.ai.planning.Origin;
import com.tripgen.ai.planning.PlaceCategory;
import com.tripgen.ai.planning.PlaceDetails;
import com.tripgen.ai.planning.Setting;
import com.tripgen.ai.planning.Visit;
import com.tripgen.ai.planning.Wish;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Month;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A candidate in the making: indoor, light, 60 minutes, of unknown hours unless told otherwise.
final class PlaceDraft {
  final String id;
  final int stay;
  String name;
  Coordinates coordinates;
  PlaceCategory category = PlaceCategory.CULTURE;
  int minutes = 60;
  Setting setting = Setting.INDOOR;
  Effort effort = Effort.LIGHT;
  @Nullable Boolean stepFree = true;
  @Nullable Double rating = 4.0;
  Wish wish = Wish.NONE;
  Origin origin = Origin.REQUEST;
  int lastEntry;
  Set<LocalDate> closedDates = Set.of();
  Set<Month> season = Set.of();
  Set<Month> bestMonths = Set.of();
  Set<DayOfWeek> closedOn = Set.of();
  List<String> restPoints = List.of();
  List<String> tags = List.of();
  private final List<OpenInterval> intervals = new ArrayList<>();

  PlaceDraft(String id, int stay, Coordinates coordinates) {
    this.id = id;
    this.stay = stay;
    this.name = "The " + id;
    this.coordinates = coordinates;
  }

  /// Opens every day; `close` before `open` is on the following day. Call again for a second
  /// interval.
  PlaceDraft open(String open, String close) {
    int from = minute(open);
    int to = minute(close);
    intervals.add(new OpenInterval(from, to > from ? to : to + 1440));
    return this;
  }

  PlaceDraft reopen(String open, String close) {
    intervals.clear();
    return open(open, close);
  }

  PlaceDraft unknownHours() {
    intervals.clear();
    return this;
  }

  PlaceDraft category(PlaceCategory value) {
    category = value;
    return this;
  }

  PlaceDraft food() {
    return category(PlaceCategory.FOOD);
  }

  PlaceDraft minutes(int value) {
    minutes = value;
    return this;
  }

  PlaceDraft setting(Setting value) {
    setting = value;
    return this;
  }

  PlaceDraft outdoor() {
    return setting(Setting.OUTDOOR);
  }

  PlaceDraft effort(Effort value) {
    effort = value;
    return this;
  }

  PlaceDraft wish(Wish value) {
    wish = value;
    return this;
  }

  PlaceDraft origin(Origin value) {
    origin = value;
    return this;
  }

  PlaceDraft rating(@Nullable Double value) {
    rating = value;
    return this;
  }

  PlaceDraft restPoints(String... values) {
    restPoints = List.of(values);
    return this;
  }

  Candidate build() {
    Opening opening = new Opening(hours(), closedDates, season, bestMonths, lastEntry);
    Visit visit = new Visit(minutes, setting, effort, stepFree, rating);
    PlaceDetails details =
        new PlaceDetails(List.of(), tags, null, List.of(), restPoints, null, List.of(), List.of());
    return new Candidate(
        id, name, category, coordinates, stay, opening, visit, details, wish, origin);
  }

  private @Nullable OpeningHours hours() {
    if (intervals.isEmpty()) {
      return null;
    }
    Map<DayOfWeek, List<OpenInterval>> week = new EnumMap<>(DayOfWeek.class);
    for (DayOfWeek day : DayOfWeek.values()) {
      if (!closedOn.contains(day)) {
        week.put(day, List.copyOf(intervals));
      }
    }
    return new OpeningHours(week);
  }

  private static int minute(String time) {
    return LocalTime.parse(time).toSecondOfDay() / 60;
  }
}
