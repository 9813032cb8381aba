package com.tripgen.ai.bench;

import com.tripgen.ai.planning.Base;
import com.tripgen.ai.planning.Candidate;
import com.tripgen.ai.planning.Coordinates;
import com.tripgen.ai.planning.DailyHours;
import com.tripgen.ai.planning.DayWeather;
import com.tripgen.ai.planning.Effort;
import com.tripgen.ai.planning.HealthStatus;
import com.tripgen.ai.planning.Language;
import com.tripgen.ai.planning.Member;
import com.tripgen.ai.planning.OpenInterval;
import com.tripgen.ai.planning.Opening;
import com.tripgen.ai.planning.OpeningHours;
import com.tripgen.ai.planning.Origin;
import com.tripgen.ai.planning.Party;
import com.tripgen.ai.planning.PlaceCategory;
import com.tripgen.ai.planning.PlaceDetails;
import com.tripgen.ai.planning.PlanningProblem;
import com.tripgen.ai.planning.Preference;
import com.tripgen.ai.planning.Setting;
import com.tripgen.ai.planning.Stay;
import com.tripgen.ai.planning.TransportMode;
import com.tripgen.ai.planning.Visit;
import com.tripgen.ai.planning.WeatherCondition;
import com.tripgen.ai.planning.WeatherOrigin;
import com.tripgen.ai.planning.Wish;
import com.tripgen.ai.planning.Wishes;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/// Made-up trips to one city; the same seed gives the same trip.
final class RandomCity {
  private static final LocalDate FIRST_DAY = LocalDate.of(2027, 5, 3);
  private static final Coordinates CENTRE = new Coordinates(37.5, 127.0);

  private static final double SHARE_OF_FOOD = 0.25;
  private static final double SHARE_ALWAYS_OPEN = 0.2;
  private static final double SHARE_WITH_TWO_INTERVALS = 0.25;
  private static final double SHARE_OF_BAD_DAYS = 0.3;

  private final SplittableRandom random;
  private final long seed;

  private RandomCity(long seed) {
    this.seed = seed;
    random = new SplittableRandom(seed);
  }

  /// Healthy travellers, dry weather.
  static PlanningProblem trip(long seed, int days, int places) {
    RandomCity city = new RandomCity(seed);
    return city.problem(days, city.places(places, false), HealthStatus.GOOD, List.of());
  }

  /// A day for which any rule may matter: any health, rain, a must-visit.
  static PlanningProblem day(long seed, int places) {
    RandomCity city = new RandomCity(seed);
    HealthStatus[] states = HealthStatus.values();
    HealthStatus health = states[city.random.nextInt(states.length)];
    List<DayWeather> weather =
        city.chance(SHARE_OF_BAD_DAYS)
            ? List.of(
                new DayWeather(
                    FIRST_DAY,
                    0,
                    WeatherCondition.RAIN,
                    null,
                    null,
                    null,
                    null,
                    WeatherOrigin.FORECAST))
            : List.of();
    return city.problem(1, city.places(places, city.chance(0.5)), health, weather);
  }

  private PlanningProblem problem(
      int days, List<Candidate> places, HealthStatus health, List<DayWeather> weather) {
    Stay stay =
        new Stay(
            "City",
            new Base("Hotel", near(0.02), Base.Source.HOTEL),
            FIRST_DAY,
            FIRST_DAY.plusDays(days - 1),
            null,
            null,
            null,
            null);
    Party party =
        new Party(
            List.of(
                new Member(35, HealthStatus.GOOD, Set.of(Preference.CULTURE, Preference.FOOD)),
                new Member(40, health, Set.of(Preference.NATURE))));
    return new PlanningProblem(
        List.of(stay),
        List.of(),
        new DailyHours(LocalTime.of(9, 0), LocalTime.of(21, 0)),
        party,
        TransportMode.PUBLIC,
        places,
        weather,
        Wishes.NONE,
        Language.EN,
        seed);
  }

  private List<Candidate> places(int count, boolean firstIsMust) {
    List<Candidate> places = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      PlaceCategory[] categories = PlaceCategory.values();
      PlaceCategory category =
          chance(SHARE_OF_FOOD)
              ? PlaceCategory.FOOD
              : categories[random.nextInt(categories.length)];
      places.add(
          new Candidate(
              "place-" + i,
              "Place " + i,
              category,
              near(0.06),
              0,
              opening(),
              visit(category),
              PlaceDetails.UNKNOWN,
              firstIsMust && i == 0 ? Wish.MUST_VISIT : Wish.NONE,
              Origin.REQUEST));
    }
    return places;
  }

  private Opening opening() {
    if (chance(SHARE_ALWAYS_OPEN)) {
      return Opening.UNKNOWN;
    }
    List<OpenInterval> hours =
        chance(SHARE_WITH_TWO_INTERVALS)
            ? List.of(new OpenInterval(11 * 60, 15 * 60), new OpenInterval(17 * 60, 22 * 60))
            : List.of(
                new OpenInterval(
                    8 * 60 + 30 * random.nextInt(5), 17 * 60 + 30 * random.nextInt(8)));
    Map<DayOfWeek, List<OpenInterval>> week = new EnumMap<>(DayOfWeek.class);
    for (DayOfWeek day : DayOfWeek.values()) {
      week.put(day, hours);
    }
    return new Opening(new OpeningHours(week), Set.of(), Set.of(), Set.of(), 0);
  }

  private Visit visit(PlaceCategory category) {
    int minutes = category == PlaceCategory.FOOD ? 60 : 45 + 15 * random.nextInt(6);
    Setting[] settings = Setting.values();
    return new Visit(
        minutes,
        settings[random.nextInt(settings.length)],
        chance(0.8) ? Effort.LIGHT : Effort.MODERATE,
        chance(0.7),
        3 + random.nextInt(21) / 10.0);
  }

  private Coordinates near(double degrees) {
    return new Coordinates(
        CENTRE.latitude() + degrees * (2 * random.nextDouble() - 1),
        CENTRE.longitude() + degrees * (2 * random.nextDouble() - 1));
  }

  private boolean chance(double share) {
    return random.nextDouble() < share;
  }
}
