package com.tripgen.ai.planning;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Month;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/// Trips of all kinds, sensible and odd; the same seed gives the same trip.
public final class RandomTrips {
  private final SplittableRandom random;
  private final List<Stay> stays = new ArrayList<>();
  private final List<Candidate> candidates = new ArrayList<>();

  private RandomTrips(long seed) {
    random = new SplittableRandom(seed);
  }

  public static PlanningProblem trip(long seed) {
    return new RandomTrips(seed).trip(seed, 0, 0);
  }

  /// An ordinary trip to one city.
  public static PlanningProblem cityTrip(long seed, int days, int places) {
    return new RandomTrips(seed).trip(seed, days, places);
  }

  private PlanningProblem trip(long seed, int days, int places) {
    boolean ordinary = days > 0;
    int cities = ordinary ? 1 : weighted(1, 1, 1, 2, 2, 3, 4, 5);
    LocalDate date = LocalDate.of(2026, 1, 1).plusDays(random.nextInt(365));
    double spread = ordinary ? 0.05 : new double[] {0.01, 0.04, 0.08, 0.25}[random.nextInt(4)];
    for (int i = 0; i < cities; i++) {
      int nights = ordinary ? days - 1 : weighted(0, 1, 1, 2, 2, 3);
      LocalDate until = date.plusDays(nights);
      Coordinates centre = new Coordinates(37.5 - i * 0.6, 127.0 + i * 0.7);
      stays.add(ordinary ? plainStay(centre, date, until) : stay(i, cities, centre, date, until));
      addCandidates(i, centre, spread, ordinary ? places : weighted(0, 1, 4, 12, 30, 60), ordinary);
      date = until;
    }
    List<IntercityRoute> routes = new ArrayList<>();
    for (int i = 1; i < cities; i++) {
      int minutes = chance(0.03) ? 1700 : 40 + random.nextInt(260);
      routes.add(new IntercityRoute(TravelMode.PUBLIC, minutes, minutes * 1.4, null));
    }
    return new PlanningProblem(
        stays,
        routes,
        ordinary ? new DailyHours(LocalTime.of(9, 0), LocalTime.of(21, 0)) : hours(),
        party(ordinary),
        chance(0.5) ? TransportMode.PUBLIC : TransportMode.CAR,
        candidates,
        weather(ordinary),
        ordinary ? Wishes.NONE : wishes(),
        chance(0.5) ? Language.KO : Language.EN,
        seed);
  }

  private Stay plainStay(Coordinates centre, LocalDate from, LocalDate to) {
    Base base = new Base("Hotel", near(centre, 0.02), Base.Source.HOTEL);
    return new Stay("City", base, from, to, null, null, null, null);
  }

  /// Most changes of city are at midday, some at any time.
  private Stay stay(int i, int cities, Coordinates centre, LocalDate from, LocalDate to) {
    return new Stay(
        "City " + i,
        new Base("Hotel " + i, near(centre, 0.02), Base.Source.HOTEL),
        from,
        to,
        chance(0.5) ? null : i == 0 || chance(0.2) ? time(6, 23) : time(11, 17),
        chance(0.5) ? null : i == cities - 1 || chance(0.2) ? time(6, 23) : time(8, 13),
        chance(0.4) ? null : point("Arrival " + i, centre),
        chance(0.4) ? null : point("Departure " + i, centre));
  }

  private TransitPoint point(String name, Coordinates centre) {
    TransitPoint.Kind[] kinds = TransitPoint.Kind.values();
    return new TransitPoint(
        name,
        chance(0.2) ? null : near(centre, chance(0.1) ? 0.9 : 0.15),
        kinds[random.nextInt(kinds.length)]);
  }

  private DailyHours hours() {
    return chance(0.1)
        ? new DailyHours(LocalTime.of(13, 0), LocalTime.of(13, 30))
        : new DailyHours(time(6, 10), time(17, 23));
  }

  private Party party(boolean ordinary) {
    List<Member> members = new ArrayList<>();
    HealthStatus[] health = HealthStatus.values();
    for (int i = ordinary ? 2 : 1 + random.nextInt(4); i > 0; i--) {
      Set<Preference> liked = EnumSet.noneOf(Preference.class);
      for (Preference preference : Preference.values()) {
        if (chance(0.35)) {
          liked.add(preference);
        }
      }
      HealthStatus state =
          ordinary || chance(0.5) ? HealthStatus.GOOD : health[random.nextInt(health.length)];
      members.add(new Member(5 + random.nextInt(80), state, liked));
    }
    return new Party(members);
  }

  private void addCandidates(
      int stay, Coordinates centre, double spread, int count, boolean ordinary) {
    for (int i = 0; i < count; i++) {
      boolean twin = i > 0 && chance(0.03);
      String id = "p" + stay + "-" + i;
      Coordinates where =
          twin ? near(candidates.getLast().coordinates(), 0.0003) : near(centre, spread);
      PlaceCategory[] categories = PlaceCategory.values();
      PlaceCategory category =
          chance(0.25) ? PlaceCategory.FOOD : categories[random.nextInt(categories.length)];
      candidates.add(
          new Candidate(
              id,
              twin ? candidates.getLast().name() : "Place " + id,
              category,
              where,
              stay,
              opening(ordinary),
              visit(category),
              details(),
              ordinary ? Wish.NONE : wish(count),
              chance(0.05) ? Origin.MODEL : Origin.REQUEST));
    }
  }

  private Wish wish(int count) {
    return chance(0.05) ? Wish.EXCLUDED : chance(0.5 / (count + 5)) ? Wish.MUST_VISIT : Wish.NONE;
  }

  private Visit visit(PlaceCategory category) {
    int usual =
        switch (category) {
          case NATURE, SPORTS -> 120;
          case SHOPPING, FOOD, REST -> 60;
          case SIGHTSEEING, CULTURE -> 90;
        };
    Setting[] settings = Setting.values();
    Effort[] efforts = Effort.values();
    int minutes = chance(0.8) ? usual : chance(0.1) ? 300 : 10 + 5 * random.nextInt(40);
    return new Visit(
        minutes,
        settings[random.nextInt(settings.length)],
        efforts[chance(0.7) ? random.nextInt(2) : random.nextInt(efforts.length)],
        chance(0.3) ? null : Boolean.valueOf(chance(0.7)),
        chance(0.2) ? null : Double.valueOf(2.5 + random.nextInt(26) / 10.0));
  }

  private PlaceDetails details() {
    List<String> restPoints = chance(0.3) ? List.of("bench") : List.of();
    List<String> tags = chance(0.2) ? List.of("museum") : List.of();
    return new PlaceDetails(
        List.of(), tags, null, List.of(), restPoints, null, List.of(), List.of());
  }

  private Opening opening(boolean ordinary) {
    if (chance(0.15)) {
      return Opening.UNKNOWN;
    }
    Map<DayOfWeek, List<OpenInterval>> week = new EnumMap<>(DayOfWeek.class);
    int kind = ordinary ? weighted(0, 0, 0, 1, 2) : random.nextInt(6);
    DayOfWeek closed = DayOfWeek.of(1 + random.nextInt(7));
    for (DayOfWeek day : DayOfWeek.values()) {
      if (day != closed || chance(0.5)) {
        week.put(day, intervals(kind));
      }
    }
    Set<LocalDate> closedDates = new HashSet<>();
    if (chance(0.1)) {
      closedDates.add(stays.getLast().arrivalDate().plusDays(random.nextInt(3)));
    }
    return new Opening(
        new OpeningHours(week),
        closedDates,
        chance(0.06) ? months() : Set.of(),
        chance(0.1) ? months() : Set.of(),
        chance(0.3) ? 30 * random.nextInt(4) : 0);
  }

  private List<OpenInterval> intervals(int kind) {
    return switch (kind) {
      case 0 -> List.of(new OpenInterval(9 * 60 + 30 * random.nextInt(3), 18 * 60));
      case 1 -> List.of(new OpenInterval(0, 1440));
      case 2 -> List.of(new OpenInterval(11 * 60, 15 * 60), new OpenInterval(17 * 60, 22 * 60));
      case 3 -> List.of(new OpenInterval(17 * 60, 26 * 60));
      case 4 -> List.of(new OpenInterval(10 * 60, 12 * 60), new OpenInterval(13 * 60, 16 * 60));
      default -> List.of(new OpenInterval(8 * 60, 11 * 60 + 10 * random.nextInt(12)));
    };
  }

  private Set<Month> months() {
    Set<Month> months = EnumSet.noneOf(Month.class);
    Month from = Month.of(1 + random.nextInt(12));
    for (int i = 0; i < 6; i++) {
      months.add(from.plus(i));
    }
    return months;
  }

  private List<DayWeather> weather(boolean ordinary) {
    List<DayWeather> weather = new ArrayList<>();
    WeatherCondition[] conditions = WeatherCondition.values();
    for (int i = 0; i < stays.size(); i++) {
      LocalDate last = stays.get(i).departureDate();
      for (LocalDate date = stays.get(i).arrivalDate();
          !ordinary && !date.isAfter(last);
          date = date.plusDays(1)) {
        if (chance(0.7)) {
          weather.add(
              new DayWeather(
                  date,
                  i,
                  conditions[random.nextInt(conditions.length)],
                  -15 + random.nextInt(30) * 1.0,
                  10 + random.nextInt(28) * 1.0,
                  chance(0.3) ? null : Integer.valueOf(random.nextInt(100)),
                  chance(0.5) ? null : Double.valueOf(random.nextInt(120)),
                  chance(0.2) ? WeatherOrigin.CLIMATE : WeatherOrigin.FORECAST));
        }
      }
    }
    return weather;
  }

  private Wishes wishes() {
    Wishes.Pace[] paces = Wishes.Pace.values();
    Wishes.DayShift[] shifts = Wishes.DayShift.values();
    @Nullable Candidate named =
        candidates.isEmpty() ? null : candidates.get(random.nextInt(candidates.size()));
    return new Wishes(
        chance(0.2) ? Set.of(PlaceCategory.CULTURE) : Set.of(),
        chance(0.2) ? Set.of(Setting.INDOOR) : Set.of(),
        chance(0.2) ? Set.of("museum") : Set.of(),
        named != null && chance(0.3) ? Set.of(named.id()) : Set.of(),
        paces[random.nextInt(paces.length)],
        shifts[random.nextInt(shifts.length)],
        List.of(),
        List.of());
  }

  private Coordinates near(Coordinates point, double degrees) {
    return new Coordinates(
        point.latitude() + degrees * (2 * random.nextDouble() - 1),
        point.longitude() + degrees * (2 * random.nextDouble() - 1));
  }

  private LocalTime time(int fromHour, int toHour) {
    return LocalTime.of(fromHour + random.nextInt(toHour - fromHour + 1), 5 * random.nextInt(12));
  }

  private int weighted(int... choices) {
    return choices[random.nextInt(choices.length)];
  }

  private boolean chance(double share) {
    return random.nextDouble() < share;
  }
}
