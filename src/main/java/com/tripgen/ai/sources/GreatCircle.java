package com.tripgen.ai.sources;

import com.tripgen.ai.planning.Coordinates;
import com.tripgen.ai.planning.PlanningRules;

/// Distances as the crow flies, by the haversine formula.
final class GreatCircle {
  private GreatCircle() {}

  static double kilometres(Coordinates from, Coordinates to) {
    double fromLatitude = Math.toRadians(from.latitude());
    double toLatitude = Math.toRadians(to.latitude());
    double halfLatitude = Math.sin((toLatitude - fromLatitude) / 2);
    double halfLongitude = Math.sin(Math.toRadians(to.longitude() - from.longitude()) / 2);
    double chord =
        halfLatitude * halfLatitude
            + Math.cos(fromLatitude) * Math.cos(toLatitude) * halfLongitude * halfLongitude;
    return 2 * PlanningRules.EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(chord)));
  }
}
