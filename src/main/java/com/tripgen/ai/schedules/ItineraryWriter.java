package com.tripgen.ai.schedules;

import com.tripgen.ai.planning.Candidate;
import com.tripgen.ai.planning.DayPlan;
import com.tripgen.ai.planning.DayWeather;
import com.tripgen.ai.planning.HealthStatus;
import com.tripgen.ai.planning.IntercityLeg;
import com.tripgen.ai.planning.Origin;
import com.tripgen.ai.planning.Plan;
import com.tripgen.ai.planning.PlanningProblem;
import com.tripgen.ai.planning.ReturnLeg;
import com.tripgen.ai.planning.TravelMode;
import com.tripgen.ai.planning.Vehicle;
import com.tripgen.ai.planning.WeatherOrigin;
import com.tripgen.ai.sources.Note;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Writes a plan down as the document that is stored: the timetable, and for every stop why it is
/// there, from facts of the record and the members' preferences alone.
final class ItineraryWriter {
  private final PlanningInput input;
  private final PlanningProblem problem;
  private final Plan plan;
  private final StopWriter stops;
  private final Phrases phrases;

  /// How the plan was made.
  ///
  /// @param warnings what went differently from how it was asked for
  /// @param texts of a model, by place
  /// @param model the part that models had in it; null when none was to be asked
  record Making(
      String aiModel,
      Instant generatedAt,
      long generationTimeMs,
      double score,
      boolean guardHit,
      List<String> warnings,
      Map<String, StopText> texts,
      @Nullable ModelPart model) {
    Making {
      warnings = List.copyOf(warnings);
      texts = Map.copyOf(texts);
    }

    /// By the planner alone.
    Making(
        String aiModel,
        Instant generatedAt,
        long generationTimeMs,
        double score,
        boolean guardHit,
        List<String> warnings) {
      this(aiModel, generatedAt, generationTimeMs, score, guardHit, warnings, Map.of(), null);
    }
  }

  private ItineraryWriter(PlanningInput input, Plan plan, Map<String, StopText> texts) {
    this.input = input;
    this.problem = input.problem();
    this.plan = plan;
    this.phrases = Phrases.in(problem.language());
    Map<String, Candidate> places =
        problem.candidates().stream().collect(Collectors.toMap(Candidate::id, Function.identity()));
    this.stops = new StopWriter(input, places, texts, new IndoorSwaps(problem, plan));
  }

  static ScheduleDocument write(PlanningInput input, Plan plan, Making making) {
    ItineraryWriter writer = new ItineraryWriter(input, plan, making.texts());
    return new ScheduleDocument(
        input.tripId(), plan.days().stream().map(writer::day).toList(), writer.metadata(making));
  }

  private DayEntry day(DayPlan day) {
    LocalDate date = day.date();
    DayWeather weather = Grounds.weather(problem, day).orElse(null);
    IntercityLeg intercity = day.intercity();
    ReturnLeg way = day.returnLeg();
    return new DayEntry(
        day.number(),
        date,
        problem.stays().get(day.stay()).city(),
        weather == null ? null : weather(weather),
        stops.places(day),
        day.rests().stream()
            .map(
                rest ->
                    new DayEntry.Rest(
                        rest.start(), rest.minutes(), rest.placeId(), rest.verified()))
            .toList(),
        intercity == null ? null : intercity(intercity),
        way == null ? null : returnLeg(way),
        day.shortfall(),
        DayEnds.start(problem, date, day.stay()),
        DayEnds.end(problem, date, day.stay()),
        notes(day));
  }

  private DayEntry.Weather weather(DayWeather weather) {
    Optional<DayCondition> condition = DayCondition.of(weather);
    return new DayEntry.Weather(
        condition.orElse(null),
        weather.minTemperature(),
        weather.maxTemperature(),
        condition.map(DayCondition::icon).orElse(null),
        weather.precipitationProbability(),
        weather.pm10(),
        weather.origin(),
        DayCondition.badOn(weather).stream().map(bad -> phrases.warning(bad, weather)).toList());
  }

  private static DayEntry.Intercity intercity(IntercityLeg leg) {
    return new DayEntry.Intercity(
        leg.from(),
        leg.to(),
        leg.mode(),
        leg.mode() == TravelMode.CAR ? Vehicle.OWN_CAR : null,
        leg.start(),
        leg.minutes(),
        StopWriter.metres(leg.kilometres()),
        leg.route());
  }

  private static DayEntry.Return returnLeg(ReturnLeg way) {
    return new DayEntry.Return(
        way.leg().mode(),
        way.leg().vehicle(),
        way.leg().minutes(),
        StopWriter.metres(way.leg().kilometres()),
        way.start(),
        way.to());
  }

  /// What the sources remarked about a stay is told on the first day that it concerns.
  private List<String> notes(DayPlan day) {
    List<String> notes = new ArrayList<>();
    for (Note note : input.notes()) {
      if (note.stay() >= 0 && !isWarning(note) && dateOf(note).equals(day.date())) {
        notes.add(note.text());
      }
    }
    return notes;
  }

  private LocalDate dateOf(Note note) {
    var stay = problem.stays().get(note.stay());
    return switch (note.kind()) {
      case LUGGAGE_AFTER_CHECK_OUT -> stay.departureDate();
      case WEATHER_IS_CLIMATE -> firstClimateDate(note.stay()).orElse(stay.arrivalDate());
      case DESTINATION_NOT_IN_TRIP,
          PLACE_GIVEN_TWICE,
          WEATHER_NOT_USED,
          CITY_NOT_IN_CATALOGUE,
          CATALOGUE_CHECKED,
          HOTEL_WITHOUT_POSITION,
          BASE_ASSUMED,
          LUGGAGE_BEFORE_CHECK_IN,
          WEATHER_IS_FORECAST,
          WEATHER_UNKNOWN,
          LOCATION_SERVICE_AWAY,
          LOCATION_SERVICE_PARTIAL,
          FORECAST_AWAY,
          PLACES_PROPOSED ->
          stay.arrivalDate();
    };
  }

  private Optional<LocalDate> firstClimateDate(int stay) {
    return plan.days().stream()
        .filter(day -> day.stay() == stay)
        .filter(
            day ->
                Grounds.weather(problem, day)
                    .filter(weather -> weather.origin() == WeatherOrigin.CLIMATE)
                    .isPresent())
        .map(DayPlan::date)
        .findFirst();
  }

  /// Whether the request was not followed to the letter, or a source was missing.
  private static boolean isWarning(Note note) {
    return switch (note.kind()) {
      case DESTINATION_NOT_IN_TRIP,
          PLACE_GIVEN_TWICE,
          WEATHER_NOT_USED,
          LOCATION_SERVICE_AWAY,
          LOCATION_SERVICE_PARTIAL,
          FORECAST_AWAY,
          PLACES_PROPOSED ->
          true;
      case CITY_NOT_IN_CATALOGUE,
          CATALOGUE_CHECKED,
          HOTEL_WITHOUT_POSITION,
          BASE_ASSUMED,
          LUGGAGE_BEFORE_CHECK_IN,
          LUGGAGE_AFTER_CHECK_OUT,
          WEATHER_IS_FORECAST,
          WEATHER_IS_CLIMATE,
          WEATHER_UNKNOWN ->
          false;
    };
  }

  private ScheduleDocument.Metadata metadata(Making making) {
    Set<WeatherOrigin> weather =
        problem.weather().stream().map(DayWeather::origin).collect(Collectors.toSet());
    Set<Origin> origins =
        problem.candidates().stream().map(Candidate::origin).collect(Collectors.toSet());
    List<String> warnings = new ArrayList<>(making.warnings());
    input.notes().stream()
        .filter(note -> note.stay() < 0 || isWarning(note))
        .map(Note::text)
        .forEach(warnings::add);
    return new ScheduleDocument.Metadata(
        making.generatedAt(),
        making.aiModel(),
        making.generationTimeMs(),
        plan.days().stream().mapToInt(day -> day.stops().size()).sum(),
        plan.days().size(),
        problem.party().weakest().weakerThan(HealthStatus.GOOD),
        weather.stream().anyMatch(origin -> origin != WeatherOrigin.CLIMATE),
        weather.stream().sorted().toList(),
        origins.stream().sorted().toList(),
        problem.wishes().understood(),
        problem.wishes().ignored(),
        making.guardHit(),
        Math.round(making.score() * 100) / 100.0,
        warnings,
        making.model());
  }
}
