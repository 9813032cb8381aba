package com.tripgen.ai.recommendations;

import com.tripgen.ai.planning.Coordinates;
import com.tripgen.ai.planning.Effort;
import com.tripgen.ai.planning.Language;
import com.tripgen.ai.planning.OpenInterval;
import com.tripgen.ai.planning.Opening;
import com.tripgen.ai.planning.OpeningHours;
import com.tripgen.ai.planning.PlaceCategory;
import com.tripgen.ai.planning.PlaceDetails;
import com.tripgen.ai.planning.Setting;
import com.tripgen.ai.planning.Wish;
import com.tripgen.ai.sources.GivenPlace;
import com.tripgen.ai.sources.GivenPlace.VisitFacts;
import com.tripgen.ai.v1.CandidatePlace;
import com.tripgen.ai.v1.OpeningPeriod;
import com.tripgen.ai.v1.ParkingInfo;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Reads what a caller knows about a place. What is not told stays unknown.
final class PlaceMessages {
  private static final int DAY = 24 * 60;

  private PlaceMessages() {}

  static GivenPlace givenPlace(CandidatePlace place, Language language) {
    return new GivenPlace(
        place.getPlaceId(),
        place.getName(),
        category(place.getCategory()),
        coordinates(place.getCoordinates()),
        null,
        opening(place),
        visit(place),
        details(place, language),
        Wish.NONE);
  }

  static Coordinates coordinates(com.tripgen.ai.v1.Coordinates coordinates) {
    return new Coordinates(coordinates.getLatitude(), coordinates.getLongitude());
  }

  private static PlaceCategory category(com.tripgen.ai.v1.PlaceCategory category) {
    return switch (category) {
      case PLACE_CATEGORY_SIGHTSEEING -> PlaceCategory.SIGHTSEEING;
      case PLACE_CATEGORY_SHOPPING -> PlaceCategory.SHOPPING;
      case PLACE_CATEGORY_CULTURE -> PlaceCategory.CULTURE;
      case PLACE_CATEGORY_NATURE -> PlaceCategory.NATURE;
      case PLACE_CATEGORY_SPORTS -> PlaceCategory.SPORTS;
      case PLACE_CATEGORY_REST -> PlaceCategory.REST;
      case PLACE_CATEGORY_FOOD -> PlaceCategory.FOOD;
      case PLACE_CATEGORY_UNSPECIFIED, UNRECOGNIZED ->
          throw new IllegalArgumentException("a validated place has a category");
    };
  }

  private static Opening opening(CandidatePlace place) {
    return new Opening(
        place.hasOpeningHours() ? hours(place.getOpeningHours().getPeriodsList()) : null,
        place.getClosedDatesList().stream().map(LocalDate::parse).collect(Collectors.toSet()),
        months(place.getSeasonMonthsList()),
        months(place.getBestMonthsList()),
        place.getLastEntryBeforeClose());
  }

  private static Set<Month> months(List<Integer> numbers) {
    return numbers.stream().map(Month::of).collect(Collectors.toSet());
  }

  private static OpeningHours hours(List<OpeningPeriod> periods) {
    Map<DayOfWeek, List<OpenInterval>> week = new EnumMap<>(DayOfWeek.class);
    for (OpeningPeriod period : periods) {
      week.computeIfAbsent(DayOfWeek.of(period.getWeekday().getNumber()), day -> new ArrayList<>())
          .add(interval(period));
    }
    week.values().forEach(day -> day.sort(Comparator.comparingInt(OpenInterval::open)));
    return new OpeningHours(week);
  }

  private static OpenInterval interval(OpeningPeriod period) {
    int open = minute(period.getOpenTime());
    int close = minute(period.getCloseTime());
    return new OpenInterval(open, close > open ? close : close + DAY);
  }

  private static int minute(String time) {
    return Integer.parseInt(time.substring(0, 2)) * 60 + Integer.parseInt(time.substring(3));
  }

  private static VisitFacts visit(CandidatePlace place) {
    return new VisitFacts(
        place.hasVisitMinutes() ? place.getVisitMinutes() : null,
        setting(place.getSetting()),
        effort(place.getEffort()),
        place.hasStepFree() ? place.getStepFree() : null,
        place.hasRating() ? place.getRating() : null);
  }

  private static @Nullable Setting setting(com.tripgen.ai.v1.PlaceSetting setting) {
    return switch (setting) {
      case PLACE_SETTING_INDOOR -> Setting.INDOOR;
      case PLACE_SETTING_OUTDOOR -> Setting.OUTDOOR;
      case PLACE_SETTING_MIXED -> Setting.MIXED;
      case PLACE_SETTING_UNSPECIFIED, UNRECOGNIZED -> null;
    };
  }

  private static @Nullable Effort effort(com.tripgen.ai.v1.Effort effort) {
    return switch (effort) {
      case EFFORT_LIGHT -> Effort.LIGHT;
      case EFFORT_MODERATE -> Effort.MODERATE;
      case EFFORT_STRENUOUS -> Effort.STRENUOUS;
      case EFFORT_UNSPECIFIED, UNRECOGNIZED -> null;
    };
  }

  private static PlaceDetails details(CandidatePlace place, Language language) {
    return new PlaceDetails(
        List.of(),
        List.of(),
        place.getDescription().isEmpty() ? null : place.getDescription(),
        place.getAccessibilityList(),
        place.getRestPointsList(),
        place.hasParking() ? parking(place.getParking(), language) : null,
        place.getEventsList(),
        place.getPhotoSpotsList());
  }

  private static @Nullable String parking(ParkingInfo parking, Language language) {
    List<String> facts = new ArrayList<>();
    if (!parking.getName().isEmpty()) {
      facts.add(parking.getName());
    }
    if (parking.hasDistance()) {
      Wording wording = new Wording(language);
      facts.add(
          wording
              .say("약 %s 거리", "about %s away")
              .formatted(Wording.kilometres(parking.getDistance())));
    }
    if (!parking.getEstimatedCost().isEmpty()) {
      facts.add(parking.getEstimatedCost());
    }
    return facts.isEmpty() ? null : String.join(", ", facts);
  }
}
