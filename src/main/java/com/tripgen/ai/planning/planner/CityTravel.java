package com.tripgen.ai.planning.planner;

import static com.tripgen.ai.planning.PlanningRules.CAR_FAR_KMH;
import static com.tripgen.ai.planning.PlanningRules.CAR_FIXED_MINUTES;
import static com.tripgen.ai.planning.PlanningRules.CAR_NEAR_KMH;
import static com.tripgen.ai.planning.PlanningRules.DETOUR;
import static com.tripgen.ai.planning.PlanningRules.EARTH_RADIUS_KM;
import static com.tripgen.ai.planning.PlanningRules.NEAR_KM;
import static com.tripgen.ai.planning.PlanningRules.PUBLIC_FAR_KMH;
import static com.tripgen.ai.planning.PlanningRules.PUBLIC_FIXED_MINUTES;
import static com.tripgen.ai.planning.PlanningRules.PUBLIC_NEAR_KMH;
import static com.tripgen.ai.planning.PlanningRules.SLOW_WALK_KMH;
import static com.tripgen.ai.planning.PlanningRules.WALK_KMH;
import static com.tripgen.ai.planning.PlanningRules.WALK_UP_TO_KM;

import com.tripgen.ai.planning.Coordinates;
import com.tripgen.ai.planning.HealthStatus;
import com.tripgen.ai.planning.Leg;
import com.tripgen.ai.planning.TransportMode;
import com.tripgen.ai.planning.TravelMode;
import com.tripgen.ai.planning.Vehicle;
import org.jspecify.annotations.Nullable;

/// How a party gets about inside a city. A LIMITED party walks where walking is short and takes a
/// taxi, or its own car, everywhere else.
final class CityTravel {
  private static final double SAME_POINT_KM = 0.001;
  private static final double ROUNDING = 1e-9;

  private final double walkKmh;
  private final TravelMode ride;
  private final @Nullable Vehicle vehicle;

  CityTravel(HealthStatus weakest, TransportMode transport) {
    boolean limited = weakest == HealthStatus.LIMITED;
    walkKmh = weakest.weakerThan(HealthStatus.GOOD) ? SLOW_WALK_KMH : WALK_KMH;
    ride = limited || transport == TransportMode.CAR ? TravelMode.CAR : TravelMode.PUBLIC;
    vehicle =
        switch (transport) {
          case CAR -> Vehicle.OWN_CAR;
          case PUBLIC -> limited ? Vehicle.TAXI : null;
        };
  }

  static double greatCircleKm(Coordinates a, Coordinates b) {
    double fromLatitude = Math.toRadians(a.latitude());
    double toLatitude = Math.toRadians(b.latitude());
    double sinLatitude = Math.sin((toLatitude - fromLatitude) / 2);
    double sinLongitude = Math.sin(Math.toRadians(b.longitude() - a.longitude()) / 2);
    double h =
        sinLatitude * sinLatitude
            + Math.cos(fromLatitude) * Math.cos(toLatitude) * sinLongitude * sinLongitude;
    return 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(h)));
  }

  static boolean samePoint(Coordinates a, Coordinates b) {
    return greatCircleKm(a, b) <= SAME_POINT_KM + ROUNDING;
  }

  Leg leg(Coordinates from, Coordinates to) {
    double km = kilometres(from, to);
    boolean walk = isWalk(km);
    return new Leg(walk ? TravelMode.WALK : ride, walk ? null : vehicle, minutes(km), km);
  }

  int minutes(Coordinates from, Coordinates to) {
    return minutes(kilometres(from, to));
  }

  private int minutes(double km) {
    double minutes;
    if (isWalk(km)) {
      minutes = km / walkKmh * 60;
    } else {
      double near = Math.min(km, NEAR_KM);
      double far = km - near;
      minutes =
          ride == TravelMode.CAR
              ? CAR_FIXED_MINUTES + near / CAR_NEAR_KMH * 60 + far / CAR_FAR_KMH * 60
              : PUBLIC_FIXED_MINUTES + near / PUBLIC_NEAR_KMH * 60 + far / PUBLIC_FAR_KMH * 60;
    }
    return (int) Math.ceil(minutes - ROUNDING);
  }

  private static double kilometres(Coordinates from, Coordinates to) {
    double direct = greatCircleKm(from, to);
    return direct <= SAME_POINT_KM + ROUNDING ? 0 : DETOUR * direct;
  }

  private static boolean isWalk(double km) {
    return km <= WALK_UP_TO_KM + ROUNDING;
  }
}
