package com.tripgen.ai.planning.checker;

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
import com.tripgen.ai.planning.PlanningProblem;
import com.tripgen.ai.planning.TransportMode;
import com.tripgen.ai.planning.TravelMode;
import com.tripgen.ai.planning.Vehicle;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// How a party gets about inside a city: distances, modes and minutes of one leg.
///
/// @param slow a member is CAUTION or LIMITED
/// @param limited a member is LIMITED
record Travel(boolean slow, boolean limited, TransportMode transport) {
  /// Points so near need no leg.
  private static final double SAME_POINT_KM = 0.001;

  /// Absorbs the last bits of the great circle at the borders of rules.
  private static final double ROUNDING = 1e-9;

  static Travel of(PlanningProblem problem) {
    HealthStatus weakest = problem.party().weakest();
    return new Travel(
        weakest.weakerThan(HealthStatus.GOOD),
        weakest == HealthStatus.LIMITED,
        problem.transport());
  }

  static double greatCircle(Coordinates a, Coordinates b) {
    double latitude = Math.toRadians(b.latitude() - a.latitude());
    double longitude = Math.toRadians(b.longitude() - a.longitude());
    double h =
        square(Math.sin(latitude / 2))
            + Math.cos(Math.toRadians(a.latitude()))
                * Math.cos(Math.toRadians(b.latitude()))
                * square(Math.sin(longitude / 2));
    return 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(h)));
  }

  static boolean within(double limit, double kilometres) {
    return kilometres <= limit + ROUNDING;
  }

  static boolean samePoint(Coordinates a, Coordinates b) {
    return a.equals(b) || within(SAME_POINT_KM, greatCircle(a, b));
  }

  /// Kilometres of a leg.
  static double way(Coordinates a, Coordinates b) {
    double direct = greatCircle(a, b);
    return within(SAME_POINT_KM, direct) ? 0 : DETOUR * direct;
  }

  static boolean isWalk(double kilometres) {
    return within(WALK_UP_TO_KM, kilometres);
  }

  /// The mode of a leg; up to 500 m a LIMITED party may also ride, which is never quicker.
  TravelMode mode(double kilometres) {
    return isWalk(kilometres) ? TravelMode.WALK : rideMode();
  }

  TravelMode rideMode() {
    return limited || transport == TransportMode.CAR ? TravelMode.CAR : TravelMode.PUBLIC;
  }

  /// The vehicle of the party's rides, null for public transport.
  @Nullable Vehicle rideVehicle() {
    return switch (transport) {
      case CAR -> Vehicle.OWN_CAR;
      case PUBLIC -> limited ? Vehicle.TAXI : null;
    };
  }

  int minutes(TravelMode mode, double kilometres) {
    double near = Math.min(kilometres, NEAR_KM);
    double far = kilometres - near;
    double minutes =
        switch (mode) {
          case WALK -> kilometres / (slow ? SLOW_WALK_KMH : WALK_KMH) * 60;
          case PUBLIC ->
              PUBLIC_FIXED_MINUTES + near / PUBLIC_NEAR_KMH * 60 + far / PUBLIC_FAR_KMH * 60;
          case CAR -> CAR_FIXED_MINUTES + near / CAR_NEAR_KMH * 60 + far / CAR_FAR_KMH * 60;
        };
    return (int) Math.ceil(minutes - ROUNDING);
  }

  static String text(double kilometres) {
    return String.format(Locale.ROOT, "%.2f km", kilometres);
  }

  private static double square(double x) {
    return x * x;
  }
}
