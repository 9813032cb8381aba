package com.tripgen.ai.schedules;

import com.tripgen.ai.planning.Candidate;
import com.tripgen.ai.planning.DayPlan;
import com.tripgen.ai.planning.DayWeather;
import com.tripgen.ai.planning.Leg;
import com.tripgen.ai.planning.OpenInterval;
import com.tripgen.ai.planning.PlanningProblem;
import com.tripgen.ai.planning.Rest;
import com.tripgen.ai.planning.Setting;
import com.tripgen.ai.planning.Stop;
import com.tripgen.ai.planning.StopKind;
import com.tripgen.ai.planning.TravelMode;
import com.tripgen.ai.planning.Vehicle;
import com.tripgen.ai.planning.WeatherOrigin;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Writes the stops of the days, in order.
final class StopWriter {
  /// From here on a dry forecast is not trusted.
  private static final int UNCERTAIN_PRECIPITATION_PROBABILITY = 30;

  private final PlanningInput input;
  private final PlanningProblem problem;
  private final Map<String, Candidate> places;
  private final Map<String, StopText> texts;
  private final IndoorSwaps swaps;
  private final Grounds grounds;
  private final Phrases phrases;
  private int turn;

  StopWriter(
      PlanningInput input,
      Map<String, Candidate> places,
      Map<String, StopText> texts,
      IndoorSwaps swaps) {
    this.input = input;
    this.problem = input.problem();
    this.places = places;
    this.texts = texts;
    this.swaps = swaps;
    this.grounds = new Grounds(problem);
    this.phrases = Phrases.in(problem.language());
  }

  List<PlaceEntry> places(DayPlan day) {
    List<PlaceEntry> entries = new ArrayList<>();
    String before = DayEnds.start(problem, day.date(), day.stay()).name();
    for (Stop stop : day.stops()) {
      Candidate place = stop.placeId() == null ? null : places.get(stop.placeId());
      entries.add(
          place == null
              ? mealWithoutPlace(stop, entries.size() + 1)
              : place(day, stop, place, before, entries.size() + 1));
      if (!isBeforeTheWay(day, stop)) {
        before = stop.name();
      }
      turn++;
    }
    return entries;
  }

  /// A meal in the city before, on a day of change.
  private static boolean isBeforeTheWay(DayPlan day, Stop stop) {
    return day.intercity() != null && stop.start().isBefore(day.intercity().start());
  }

  private PlaceEntry mealWithoutPlace(Stop stop, int order) {
    return new PlaceEntry(
        null,
        phrases.meal(Grounds.meal(stop)),
        null,
        stop.kind(),
        stop.start(),
        stop.minutes(),
        transportation(stop.leg(), null),
        null,
        null,
        order,
        false,
        phrases.reason(Grounds.mealWithoutPlace(stop), turn),
        null,
        stop.verified(),
        stop.hoursKnown(),
        stop.coordinates(),
        stop.name(),
        List.of(),
        false);
  }

  private PlaceEntry place(DayPlan day, Stop stop, Candidate place, String before, int order) {
    boolean outdoors = place.visit().setting() == Setting.OUTDOOR;
    List<String> reasons = new ArrayList<>();
    StopText text = texts.get(place.id());
    if (text != null && text.reason() != null) {
      reasons.add(text.reason());
    }
    grounds.of(day, stop, place, before, turn).stream()
        .map(ground -> phrases.reason(ground, turn))
        .forEach(reasons::add);
    return new PlaceEntry(
        place.id(),
        stop.name(),
        stop.category(),
        stop.kind(),
        stop.start(),
        stop.minutes(),
        transportation(stop.leg(), parking(place)),
        health(stop, place),
        weather(day, stop, place),
        order,
        outdoors,
        String.join(" ", reasons),
        tips(day, stop, place),
        stop.verified(),
        stop.hoursKnown(),
        stop.coordinates(),
        null,
        notes(day, stop, place),
        day.exposed().contains(place.id()));
  }

  private static PlaceEntry.Transportation transportation(
      Leg leg, PlaceEntry.@Nullable Parking parking) {
    return new PlaceEntry.Transportation(
        leg.mode(),
        leg.vehicle(),
        leg.minutes(),
        metres(leg.kilometres()),
        null,
        leg.mode() == TravelMode.CAR && leg.vehicle() == Vehicle.OWN_CAR ? parking : null);
  }

  private PlaceEntry.@Nullable Parking parking(Candidate place) {
    PlaceEntry.Parking told = input.parking().get(place.id());
    String known = place.details().parking();
    return told != null || known == null ? told : new PlaceEntry.Parking(known, null, null);
  }

  private PlaceEntry.HealthConsideration health(Stop stop, Candidate place) {
    List<String> restPoints = place.details().restPoints();
    List<String> more = new ArrayList<>(place.details().photoSpots());
    more.addAll(place.details().events());
    PlaceEntry.OptionalActivities activities =
        restPoints.isEmpty() && more.isEmpty()
            ? null
            : new PlaceEntry.OptionalActivities(
                restPoints.isEmpty() ? null : phrases.takeItEasy(restPoints),
                more.isEmpty() ? null : phrases.seeMore(more));
    return new PlaceEntry.HealthConsideration(
        restPoints,
        place.details().accessibility(),
        activities,
        stop.leg().mode() == TravelMode.WALK ? metres(stop.leg().kilometres()) : 0);
  }

  private PlaceEntry.@Nullable WeatherConsideration weather(
      DayPlan day, Stop stop, Candidate place) {
    DayWeather weather = Grounds.weather(problem, day).orElse(null);
    Setting setting = place.visit().setting();
    if (setting == Setting.INDOOR || !isUncertain(weather)) {
      return null;
    }
    PlaceEntry.Alternative alternative =
        setting == Setting.OUTDOOR && stop.kind() == StopKind.SIGHT && !place.isMustVisit()
            ? swaps
                .insteadOf(day, day.stops().indexOf(stop))
                .map(indoors -> alternative(stop, indoors))
                .orElse(null)
            : null;
    List<String> items =
        weather == null ? List.of() : phrases.preparation(DayCondition.badOn(weather));
    return alternative == null && items.isEmpty()
        ? null
        : new PlaceEntry.WeatherConsideration(alternative, items);
  }

  private PlaceEntry.Alternative alternative(Stop stop, Candidate indoors) {
    double kilometres = IndoorSwaps.kilometres(stop, indoors);
    return new PlaceEntry.Alternative(
        indoors.id(),
        indoors.name(),
        phrases.insteadOutdoors(indoors, kilometres),
        metres(kilometres));
  }

  private static boolean isUncertain(@Nullable DayWeather weather) {
    if (weather == null || weather.origin() == WeatherOrigin.CLIMATE) {
      return true;
    }
    Integer probability = weather.precipitationProbability();
    return !DayCondition.badOn(weather).isEmpty()
        || (probability != null && probability >= UNCERTAIN_PRECIPITATION_PROBABILITY);
  }

  private @Nullable String tips(DayPlan day, Stop stop, Candidate place) {
    List<String> tips = new ArrayList<>();
    StopText text = texts.get(place.id());
    if (text != null && text.tip() != null) {
      tips.add(text.tip());
    }
    int lastEntry = place.opening().lastEntryBeforeClose();
    if (lastEntry > 0) {
      OpenAt.during(place.opening(), day.date(), stop.start(), stop.minutes())
          .map(OpenInterval::close)
          .map(close -> LocalTime.ofSecondOfDay((close - lastEntry) % 1440 * 60L))
          .ifPresent(time -> tips.add(phrases.lastEntry(time)));
    }
    if (!place.details().photoSpots().isEmpty()) {
      tips.add(phrases.photoSpots(place.details().photoSpots()));
    }
    if (!place.details().events().isEmpty()) {
      tips.add(phrases.events(place.details().events()));
    }
    return tips.isEmpty() ? null : String.join(" ", tips);
  }

  private List<String> notes(DayPlan day, Stop stop, Candidate place) {
    List<String> notes = new ArrayList<>();
    if (!stop.hoursKnown()) {
      notes.add(phrases.hoursUnknown());
    }
    if (!stop.verified()) {
      notes.add(phrases.unverifiedPlace());
    }
    for (Rest rest : day.rests()) {
      if (rest.placeId().equals(place.id()) && !rest.verified()) {
        notes.add(phrases.unverifiedRest(rest.start()));
      }
    }
    if (day.exposed().contains(place.id())) {
      notes.add(phrases.exposed());
    } else if (place.isMustVisit()
        && place.visit().setting() == Setting.OUTDOOR
        && !badDay(day).isEmpty()) {
      notes.add(phrases.outdoorsBecauseMust());
    }
    return notes;
  }

  private Set<DayCondition> badDay(DayPlan day) {
    return Grounds.weather(problem, day).map(DayCondition::badOn).orElse(Set.of());
  }

  /// Kilometres to the metre.
  static double metres(double kilometres) {
    return Math.round(kilometres * 1000) / 1000.0;
  }
}
