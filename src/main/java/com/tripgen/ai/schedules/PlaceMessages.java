package com.tripgen.ai.schedules;

import com.tripgen.ai.planning.Effort;
import com.tripgen.ai.planning.OpenInterval;
import com.tripgen.ai.planning.Opening;
import com.tripgen.ai.planning.OpeningHours;
import com.tripgen.ai.planning.PlaceCategory;
import com.tripgen.ai.planning.PlaceDetails;
import com.tripgen.ai.planning.Setting;
import com.tripgen.ai.planning.Wish;
import com.tripgen.ai.sources.GivenPlace;
import com.tripgen.ai.v1.CandidatePlace;
import com.tripgen.ai.v1.OpeningPeriod;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Month;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Translates the places that a request brings along.
final class PlaceMessages {
  private static final int DAY = 24 * 60;

  private PlaceMessages() {}

  static GivenPlace given(CandidatePlace place) {
    return new GivenPlace(
        place.getPlaceId(),
        place.getName(),
        PlaceCategory.valueOf(withoutPrefix(place.getCategory(), "PLACE_CATEGORY_")),
        TripMessages.coordinates(place.getCoordinates()),
        place.getDestination().isBlank() ? null : place.getDestination(),
        opening(place),
        visit(place),
        details(place),
        switch (place.getWish()) {
          case WISH_MUST_VISIT -> Wish.MUST_VISIT;
          case WISH_EXCLUDED -> Wish.EXCLUDED;
          case WISH_UNSPECIFIED, UNRECOGNIZED -> Wish.NONE;
        });
  }

  private static Opening opening(CandidatePlace place) {
    return new Opening(
        place.hasOpeningHours() ? hours(place.getOpeningHours().getPeriodsList()) : null,
        place.getClosedDatesList().stream().map(LocalDate::parse).collect(Collectors.toSet()),
        months(place.getSeasonMonthsList()),
        months(place.getBestMonthsList()),
        place.getLastEntryBeforeClose());
  }

  private static OpeningHours hours(List<OpeningPeriod> periods) {
    Map<DayOfWeek, List<OpenInterval>> week = new EnumMap<>(DayOfWeek.class);
    for (OpeningPeriod period : periods) {
      int open = minutes(period.getOpenTime());
      int close = minutes(period.getCloseTime());
      week.computeIfAbsent(
              DayOfWeek.valueOf(withoutPrefix(period.getWeekday(), "WEEKDAY_")),
              day -> new ArrayList<>())
          .add(new OpenInterval(open, close > open ? close : close + DAY));
    }
    week.values().forEach(day -> day.sort(Comparator.comparingInt(OpenInterval::open)));
    return new OpeningHours(week);
  }

  private static int minutes(String time) {
    return time.equals("24:00") ? DAY : LocalTime.parse(time).toSecondOfDay() / 60;
  }

  private static Set<Month> months(List<Integer> months) {
    return months.stream().map(Month::of).collect(Collectors.toSet());
  }

  private static GivenPlace.VisitFacts visit(CandidatePlace place) {
    return new GivenPlace.VisitFacts(
        place.hasVisitMinutes() ? place.getVisitMinutes() : null,
        switch (place.getSetting()) {
          case PLACE_SETTING_INDOOR -> Setting.INDOOR;
          case PLACE_SETTING_OUTDOOR -> Setting.OUTDOOR;
          case PLACE_SETTING_MIXED -> Setting.MIXED;
          case PLACE_SETTING_UNSPECIFIED, UNRECOGNIZED -> null;
        },
        switch (place.getEffort()) {
          case EFFORT_LIGHT -> Effort.LIGHT;
          case EFFORT_MODERATE -> Effort.MODERATE;
          case EFFORT_STRENUOUS -> Effort.STRENUOUS;
          case EFFORT_UNSPECIFIED, UNRECOGNIZED -> null;
        },
        place.hasStepFree() ? place.getStepFree() : null,
        place.hasRating() ? place.getRating() : null);
  }

  private static PlaceDetails details(CandidatePlace place) {
    return new PlaceDetails(
        List.of(),
        List.of(),
        textOrNull(place.getDescription()),
        place.getAccessibilityList(),
        place.getRestPointsList(),
        textOrNull(place.getParking().getName()),
        place.getEventsList(),
        place.getPhotoSpotsList());
  }

  private static @Nullable String textOrNull(String text) {
    return text.isBlank() ? null : text;
  }

  private static String withoutPrefix(Enum<?> value, String prefix) {
    return value.name().substring(prefix.length());
  }
}
