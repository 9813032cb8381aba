package com.tripgen.ai.planning.planner;

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
import java.time.LocalTime;
import java.time.Month;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A place of a test: an indoor sight of culture at the hotel, 90 minutes, always open.
final class PlaceDraft {
  final String id;
  PlaceCategory category = PlaceCategory.CULTURE;
  Coordinates coordinates = TripDraft.HOTEL;
  int stay = 0;
  int minutes = 90;
  Setting setting = Setting.INDOOR;
  Effort effort = Effort.LIGHT;
  @Nullable Boolean stepFree = true;
  @Nullable Double rating = 4.0;
  Set<Month> bestMonths = Set.of();
  int lastEntry = 0;
  Wish wish = Wish.NONE;
  List<String> restPoints = List.of();
  private final List<OpenInterval> intervals = new ArrayList<>();

  PlaceDraft(String id) {
    this.id = id;
  }

  /// Some kilometres to the east of the hotel, as the crow flies.
  PlaceDraft east(double kilometres) {
    double degree = Math.toRadians(1) * 6371.0088 * Math.cos(Math.toRadians(37.5));
    coordinates = new Coordinates(37.5, 127.0 + kilometres / degree);
    return this;
  }

  PlaceDraft open(String from, String to) {
    int open = LocalTime.parse(from).toSecondOfDay() / 60;
    int close = LocalTime.parse(to).toSecondOfDay() / 60;
    intervals.add(new OpenInterval(open, close > open ? close : close + 1440));
    return this;
  }

  PlaceDraft minutes(int minutes) {
    this.minutes = minutes;
    return this;
  }

  PlaceDraft food() {
    category = PlaceCategory.FOOD;
    return minutes(60);
  }

  PlaceDraft mustVisit() {
    wish = Wish.MUST_VISIT;
    return this;
  }

  Opening opening() {
    Map<DayOfWeek, List<OpenInterval>> week = new EnumMap<>(DayOfWeek.class);
    for (DayOfWeek day : DayOfWeek.values()) {
      week.put(
          day, intervals.isEmpty() ? List.of(new OpenInterval(0, 1440)) : List.copyOf(intervals));
    }
    return new Opening(new OpeningHours(week), Set.of(), Set.of(), bestMonths, lastEntry);
  }

  Candidate build() {
    return new Candidate(
        id,
        "The " + id,
        category,
        coordinates,
        stay,
        opening(),
        new Visit(minutes, setting, effort, stepFree, rating),
        new PlaceDetails(
            List.of(), List.of(), null, List.of(), restPoints, null, List.of(), List.of()),
        wish,
        Origin.REQUEST);
  }
}
