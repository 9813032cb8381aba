package com.tripgen.ai.planning;

import java.time.LocalTime;

/// The constants of the hard rules, calibrated once and frozen, and how the rules read them.
/// Planner and checker each compute from these; neither calls the other.
///
/// **A day's route** runs from its start point over its stops to its end point.
/// - Start: the arrival point on the first day, and on a day of change whose stay has an arrival
///   time; else the base of the day's stay. A point without coordinates stands at the base.
/// - End: the departure point on the last day when it has coordinates; else the base.
/// - A day of change holds the intercity leg. With both times given it takes from the departure
///   time of the stay before to the arrival time; with one of them, the route's minutes after or
///   before it; with none, it starts at the daily start. Before it only meals without a place are
///   possible, at the base of the stay before; after it the day goes on at its start point.
///
/// **The day window** opens at the daily start (first day with an arrival time: the later of it and
/// arrival + [#AFTER_ARRIVAL_MINUTES]) and closes at the daily end (last day with a departure time:
/// the earlier of it and departure less [#BEFORE_DEPARTURE_MINUTES], from an airport
/// [#BEFORE_FLIGHT_MINUTES]). The party leaves its start point at or after the opening and is at
/// its end point by the closing. The window may be empty; then the day has no stops.
///
/// **Legs.** d = [#DETOUR] x great circle with [#EARTH_RADIUS_KM]; minutes are rounded up, `ceil(x
/// - 1e-9)`. Two points within 1 m of each other need no leg: WALK of 0 minutes and 0 km. The party
///   arrives exactly when a stay starts and waits before leaving, never at the door.
///
/// **Meals.** Lunch is due when [#MEAL_MINUTES] minutes in one piece of [#LUNCH_FROM]..[#LUNCH_TO]
/// lie in the window outside the intercity leg; dinner likewise. One of each a due day, none
/// otherwise. A meal without a place stands at the start point, the end point or the stop before it
/// (before an intercity leg: the base of the stay before), and is right only when no unused open
/// FOOD candidate of the stay can take its position, the order of the stops kept and all times free
/// to move, without breaking a hard rule.
///
/// **Fitting.** "Fits by insertion" and "can be replaced in its position" mean: with that order of
/// stops, times as early as possible, every stay of the candidate's own length, meals of
/// [#MEAL_MINUTES] in their windows, the rests due have room inside the sights' stays
/// ([#REST_MINUTES] each, sum over sights of floor(minutes / [#REST_MINUTES])), and no hard rule is
/// broken. `weather_safe` is not asked again of the plan that fits.
///
/// **Hours out** H: from leaving the start point for the first stop (its start less its leg) to
/// being at the end point, less the intercity leg where it lies between.
///
/// **Transfer limits** [#MAX_RIDE_MINUTES] hold between stops; [#MAX_RIDE_TO_BASE_MINUTES] for a
/// leg with an end at the day's start or end point or the base, or at a must-visit. The way from
/// start to end point without any stop has no limit.
///
/// **Dry value**, for `weather_safe`: base x off season x not step-free x wishes, without weather,
/// repetition and travel. base = [#BASE_SCORE] x (0.4 + 0.6 x share of members with a matching
/// preference) x (0.6 + 0.1 x (rating - 1)). Off season applies outside non-empty best months; not
/// step-free applies to a LIMITED party unless the place is known to be step-free; the wish factor
/// applies once when the category, the setting or a tag is wished, the named factor when the place
/// is named, and then instead of the wish factor.
public final class PlanningRules {
  private PlanningRules() {}

  public static final double EARTH_RADIUS_KM = 6371.0088;
  public static final double DETOUR = 1.3;

  // Travel inside a city: fixed minutes, then km/h up to and beyond the near distance.
  public static final double WALK_KMH = 4.5;
  public static final double SLOW_WALK_KMH = 3.0;
  public static final double PUBLIC_FIXED_MINUTES = 10;
  public static final double PUBLIC_NEAR_KMH = 20;
  public static final double PUBLIC_FAR_KMH = 35;
  public static final double CAR_FIXED_MINUTES = 8;
  public static final double CAR_NEAR_KMH = 25;
  public static final double CAR_FAR_KMH = 50;
  public static final double NEAR_KM = 10;
  public static final double WALK_UP_TO_KM = 0.5;

  // Travel between cities, where the bundled table has no entry.
  public static final double INTERCITY_PUBLIC_FIXED_MINUTES = 60;
  public static final double INTERCITY_PUBLIC_DETOUR = 1.2;
  public static final double INTERCITY_PUBLIC_KMH = 150;
  public static final double INTERCITY_CAR_FIXED_MINUTES = 20;
  public static final double INTERCITY_CAR_KMH = 80;
  public static final double FLIGHT_FROM_KM = 700;
  public static final double FLIGHT_FIXED_MINUTES = 180;
  public static final double FLIGHT_KMH = 700;

  public static final int MAX_WALK_MINUTES = 20;
  public static final int MAX_RIDE_MINUTES = 60;
  public static final int MAX_RIDE_TO_BASE_MINUTES = 120;

  public static final int AFTER_ARRIVAL_MINUTES = 30;
  public static final int BEFORE_DEPARTURE_MINUTES = 30;
  public static final int BEFORE_FLIGHT_MINUTES = 120;

  public static final LocalTime LUNCH_FROM = LocalTime.of(11, 0);
  public static final LocalTime LUNCH_TO = LocalTime.of(14, 30);
  public static final LocalTime DINNER_FROM = LocalTime.of(17, 0);
  public static final LocalTime DINNER_TO = LocalTime.of(21, 0);
  public static final int MEAL_MINUTES = 60;

  /// FOOD places a day beside the meals.
  public static final int MAX_FOOD_SIGHTS = 1;

  public static final int REST_MINUTES = 15;

  /// Same name within this distance is the same place.
  public static final double SAME_PLACE_KM = 0.1;

  /// How far from its destination a place proposed by a model may lie, as the crow flies.
  public static final double MODEL_PLACE_MAX_KM = 50;

  // A bad day, by any of these; climate alone never makes one.
  public static final int BAD_PRECIPITATION_PROBABILITY = 60;
  public static final double BAD_MAX_TEMPERATURE = 33;
  public static final double BAD_MIN_TEMPERATURE = -12;

  /// Micrograms per cubic metre, exclusive.
  public static final double BAD_PM10 = 80;

  /// Least share of an exposed sight's dry value that makes an indoor candidate a replacement.
  public static final double REPLACEMENT_VALUE = 0.7;

  // The score: see `planner`. The checker needs the factors of the dry value.
  public static final double BASE_SCORE = 100;
  public static final double SCORE_WITHOUT_MATCH = 0.4;
  public static final double SCORE_BY_MATCH = 0.6;
  public static final double SCORE_AT_LOWEST_RATING = 0.6;
  public static final double SCORE_BY_RATING = 0.1;
  public static final double UNKNOWN_RATING = 3.5;
  public static final double OFF_SEASON_FACTOR = 0.4;
  public static final double NOT_STEP_FREE_FACTOR = 0.5;
  public static final double BAD_DAY_FACTOR = 0.3;
  public static final double REPETITION_FACTOR = 0.8;
  public static final double WISH_FACTOR = 1.5;
  public static final double NAMED_FACTOR = 3;

  /// How much each step of a model's affinity away from the middle changes a day's score. Not part
  /// of the dry value: `weather_safe` is the same whether a model was asked or not.
  public static final double AFFINITY_STEP = 0.1;

  public static final double TRAVEL_COST_PER_MINUTE = 0.2;

  /// Sights a day: at most, at least, and the rests due in H hours out, by the weakest member.
  public record HealthPace(int mostSights, int leastSights, int mostRests, double hoursPerRest) {
    public int restsDue(double hoursOut) {
      return Math.min(mostRests, (int) Math.floor(hoursOut / hoursPerRest + 1e-9));
    }
  }

  public static HealthPace pace(HealthStatus weakest) {
    return switch (weakest) {
      case LIMITED -> new HealthPace(3, 2, 3, 2.5);
      case CAUTION -> new HealthPace(5, 4, 2, 4);
      case GOOD, EXCELLENT -> new HealthPace(7, 5, 0, 24);
    };
  }
}
