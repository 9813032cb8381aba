package com.tripgen.ai.schedules;

import com.tripgen.ai.planning.Base;
import com.tripgen.ai.planning.Candidate;
import com.tripgen.ai.planning.Coordinates;
import com.tripgen.ai.planning.DailyHours;
import com.tripgen.ai.planning.DayPlan;
import com.tripgen.ai.planning.DayWeather;
import com.tripgen.ai.planning.Effort;
import com.tripgen.ai.planning.HealthStatus;
import com.tripgen.ai.planning.IntercityLeg;
import com.tripgen.ai.planning.IntercityRoute;
import com.tripgen.ai.planning.Language;
import com.tripgen.ai.planning.Leg;
import com.tripgen.ai.planning.Member;
import com.tripgen.ai.planning.OpenInterval;
import com.tripgen.ai.planning.Opening;
import com.tripgen.ai.planning.OpeningHours;
import com.tripgen.ai.planning.Origin;
import com.tripgen.ai.planning.Party;
import com.tripgen.ai.planning.PlaceCategory;
import com.tripgen.ai.planning.PlaceDetails;
import com.tripgen.ai.planning.Plan;
import com.tripgen.ai.planning.PlanningProblem;
import com.tripgen.ai.planning.Preference;
import com.tripgen.ai.planning.Rest;
import com.tripgen.ai.planning.ReturnLeg;
import com.tripgen.ai.planning.Setting;
import com.tripgen.ai.planning.Shortfall;
import com.tripgen.ai.planning.Stay;
import com.tripgen.ai.planning.Stop;
import com.tripgen.ai.planning.StopKind;
import com.tripgen.ai.planning.TransitPoint;
import com.tripgen.ai.planning.TransportMode;
import com.tripgen.ai.planning.TravelMode;
import com.tripgen.ai.planning.Vehicle;
import com.tripgen.ai.planning.Visit;
import com.tripgen.ai.planning.WeatherCondition;
import com.tripgen.ai.planning.WeatherOrigin;
import com.tripgen.ai.planning.Wish;
import com.tripgen.ai.planning.Wishes;
import com.tripgen.ai.sources.Note;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Month;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Two cities in two days and a plan made by hand, with one of everything a document can tell: rain
/// on the first day, a climate on the second.
final class SmallTrip {
  static final LocalDate FIRST = LocalDate.of(2027, 5, 10);
  static final LocalDate SECOND = FIRST.plusDays(1);
  static final Instant MADE = Instant.parse("2027-01-02T03:04:05Z");

  private static final Coordinates HOTEL = new Coordinates(37.57, 126.98);
  private static final Coordinates STATION = new Coordinates(37.5547, 126.9707);
  private static final Coordinates BUSAN = new Coordinates(35.1152, 129.0422);
  private static final Visit INDOORS = new Visit(90, Setting.INDOOR, Effort.LIGHT, true, 4.4);
  private static final Visit OUTDOORS = new Visit(90, Setting.OUTDOOR, Effort.LIGHT, null, null);
  private static final Visit MEAL = new Visit(60, Setting.INDOOR, Effort.LIGHT, null, 4.1);

  private SmallTrip() {}

  static PlanningInput input(Language language) {
    return new PlanningInput(
        PlanningInput.FORMAT,
        "trip-1",
        problem(language),
        List.of(
            new Note(Note.Kind.LUGGAGE_BEFORE_CHECK_IN, 0, "luggage at check-in"),
            new Note(Note.Kind.LUGGAGE_AFTER_CHECK_OUT, 0, "luggage at check-out"),
            new Note(Note.Kind.WEATHER_IS_CLIMATE, 1, "climate, not forecast"),
            new Note(Note.Kind.PLACE_GIVEN_TWICE, 0, "a place was given twice")),
        Map.of("PALACE", new PlaceEntry.Parking("palace car park", 0.2, "3,000 KRW an hour")));
  }

  static PlanningProblem problem(Language language) {
    return new PlanningProblem(
        List.of(
            new Stay(
                "서울",
                new Base("호텔", HOTEL, Base.Source.HOTEL),
                FIRST,
                SECOND,
                LocalTime.of(8, 30),
                null,
                new TransitPoint("서울역", STATION, TransitPoint.Kind.STATION),
                null),
            new Stay(
                "부산",
                new Base("부산", BUSAN, Base.Source.CITY_CENTRE),
                SECOND,
                SECOND,
                null,
                null,
                null,
                null)),
        List.of(new IntercityRoute(TravelMode.PUBLIC, 190, 417.4, "KTX")),
        new DailyHours(LocalTime.of(9, 0), LocalTime.of(21, 0)),
        new Party(
            List.of(
                new Member(40, HealthStatus.CAUTION, Set.of(Preference.CULTURE, Preference.FOOD)),
                new Member(12, HealthStatus.EXCELLENT, Set.of(Preference.NATURE)))),
        TransportMode.CAR,
        candidates(),
        List.of(
            new DayWeather(
                FIRST, 0, WeatherCondition.RAIN, 12.0, 17.5, 80, null, WeatherOrigin.REQUEST),
            new DayWeather(SECOND, 1, null, 13.0, 21.0, 30, null, WeatherOrigin.CLIMATE)),
        new Wishes(
            Set.of(),
            Set.of(Setting.INDOOR),
            Set.of(),
            Set.of(),
            Wishes.Pace.USUAL,
            Wishes.DayShift.USUAL,
            List.of("실내"),
            List.of("고양이 카페")),
        language,
        7);
  }

  private static List<Candidate> candidates() {
    return List.of(
        place("PALACE", PlaceCategory.CULTURE, 37.579, 126.977, 0, OUTDOORS, Wish.MUST_VISIT),
        place("MUSEUM", PlaceCategory.CULTURE, 37.5817, 126.9789, 0, INDOORS, Wish.NONE),
        place("PARK", PlaceCategory.NATURE, 37.56, 126.99, 0, OUTDOORS, Wish.NONE),
        place("DINER", PlaceCategory.FOOD, 37.575, 126.98, 0, MEAL, Wish.NONE),
        place("AQUARIUM", PlaceCategory.SIGHTSEEING, 37.561, 126.991, 0, INDOORS, Wish.NONE),
        place("FAR-HALL", PlaceCategory.CULTURE, 37.61, 127.05, 0, INDOORS, Wish.NONE),
        place("REFUSED", PlaceCategory.CULTURE, 37.5601, 126.9901, 0, INDOORS, Wish.EXCLUDED),
        place("BEACH", PlaceCategory.NATURE, 35.1587, 129.1604, 1, OUTDOORS, Wish.NONE));
  }

  private static Candidate place(
      String id,
      PlaceCategory category,
      double latitude,
      double longitude,
      int stay,
      Visit visit,
      Wish wish) {
    boolean unknown = id.equals("PARK");
    return new Candidate(
        id,
        "이름 " + id,
        category,
        new Coordinates(latitude, longitude),
        stay,
        unknown ? Opening.UNKNOWN : opening(id.equals("BEACH")),
        visit,
        unknown ? PlaceDetails.UNKNOWN : details(id),
        wish,
        unknown ? Origin.MODEL : Origin.REQUEST);
  }

  private static Opening opening(boolean seasonal) {
    OpenInterval day = new OpenInterval(9 * 60, 18 * 60);
    Map<DayOfWeek, List<OpenInterval>> week =
        Arrays.stream(DayOfWeek.values())
            .collect(Collectors.toMap(Function.identity(), weekday -> List.of(day)));
    return new Opening(
        new OpeningHours(week),
        Set.of(LocalDate.of(2027, 1, 1)),
        Set.of(),
        seasonal ? Set.of(Month.MAY) : Set.of(),
        60);
  }

  private static PlaceDetails details(String id) {
    return new PlaceDetails(
        List.of("alias of " + id),
        List.of("history"),
        id.equals("MUSEUM") ? "A museum of everyday life." : null,
        List.of("ramp"),
        List.of("bench"),
        id.equals("MUSEUM") ? "museum car park" : null,
        List.of("guard change"),
        List.of("main gate"));
  }

  /// The first day in Seoul with everything; the second on the way to Busan.
  static Plan plan() {
    return new Plan(
        List.of(
            new DayPlan(
                1,
                FIRST,
                0,
                List.of(
                    stop("PALACE", 9, 20, ride(12, 3.456)),
                    stop("MUSEUM", 11, 0, walk(7, 0.389)),
                    meal("DINER", 12, 40, walk(9, 0.45)),
                    stop("PARK", 14, 0, ride(14, 2.5)),
                    freeMeal("호텔", 18, 0, HOTEL, ride(11, 1.8))),
                List.of(
                    new Rest(LocalTime.of(12, 10), 15, "MUSEUM", true),
                    new Rest(LocalTime.of(15, 0), 15, "PARK", false)),
                null,
                new ReturnLeg("호텔", LocalTime.of(19, 0), walk(0, 0)),
                new Shortfall(4, 3, "nothing else fits"),
                List.of("PARK")),
            new DayPlan(
                2,
                SECOND,
                1,
                List.of(stop("BEACH", 13, 30, ride(25, 15.125))),
                List.of(),
                new IntercityLeg(
                    "서울", "부산", TravelMode.PUBLIC, LocalTime.of(9, 0), 190, 417.4, "KTX"),
                new ReturnLeg("부산", LocalTime.of(15, 0), ride(25, 15.125)),
                null,
                List.of())));
  }

  static ScheduleDocument document(Language language) {
    return ItineraryWriter.write(
        input(language),
        plan(),
        new ItineraryWriter.Making(Seeds.PLANNER, MADE, 123, 456.789, false, List.of()));
  }

  private static Stop stop(String id, int hour, int minute, Leg leg) {
    return stop(StopKind.SIGHT, id, LocalTime.of(hour, minute), leg);
  }

  private static Stop meal(String id, int hour, int minute, Leg leg) {
    return stop(StopKind.MEAL, id, LocalTime.of(hour, minute), leg);
  }

  private static Stop stop(StopKind kind, String id, LocalTime start, Leg leg) {
    Candidate place =
        candidates().stream().filter(it -> it.id().equals(id)).findFirst().orElseThrow();
    return new Stop(
        kind,
        id,
        place.name(),
        place.category(),
        place.coordinates(),
        start,
        place.visit().minutes(),
        leg,
        place.opening().hours() != null,
        place.origin() != Origin.MODEL);
  }

  private static Stop freeMeal(String near, int hour, int minute, Coordinates point, Leg leg) {
    return new Stop(
        StopKind.MEAL, null, near, null, point, LocalTime.of(hour, minute), 60, leg, true, true);
  }

  private static Leg ride(int minutes, double kilometres) {
    return new Leg(TravelMode.CAR, Vehicle.OWN_CAR, minutes, kilometres);
  }

  private static Leg walk(int minutes, double kilometres) {
    return new Leg(TravelMode.WALK, null, minutes, kilometres);
  }
}
