package com.tripgen.ai.sources;

import com.tripgen.ai.planning.Base;
import com.tripgen.ai.planning.Coordinates;
import com.tripgen.ai.planning.IntercityRoute;
import com.tripgen.ai.planning.PlanningRules;
import com.tripgen.ai.planning.TransportMode;
import com.tripgen.ai.planning.TravelMode;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// The ways between the stays of a trip: from the catalogue's table where it has them, otherwise
/// estimated from the great circle between the bases by the constants of [PlanningRules].
final class IntercityRoutes {
  private final Catalogue catalogue;

  IntercityRoutes(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  List<IntercityRoute> between(Itinerary trip, List<Base> bases) {
    return IntStream.range(1, trip.size())
        .mapToObj(
            stay ->
                route(
                    trip,
                    stay - 1,
                    bases.get(stay - 1).coordinates(),
                    bases.get(stay).coordinates()))
        .toList();
  }

  private IntercityRoute route(Itinerary trip, int from, Coordinates start, Coordinates end) {
    TransportMode transport = trip.facts().transport();
    if (transport == TransportMode.PUBLIC) {
      Optional<IntercityRoute> known =
          trip.city(from)
              .flatMap(
                  here ->
                      trip.city(from + 1)
                          .flatMap(there -> catalogue.route(here, there, trip.language())));
      if (known.isPresent()) {
        return known.get();
      }
    }
    double kilometres = GreatCircle.kilometres(start, end);
    if (kilometres > PlanningRules.FLIGHT_FROM_KM
        || crossesWater(trip.city(from), trip.city(from + 1))) {
      return estimate(
          TravelMode.PUBLIC,
          PlanningRules.FLIGHT_FIXED_MINUTES,
          kilometres,
          PlanningRules.FLIGHT_KMH);
    }
    return switch (transport) {
      case PUBLIC ->
          estimate(
              TravelMode.PUBLIC,
              PlanningRules.INTERCITY_PUBLIC_FIXED_MINUTES,
              PlanningRules.INTERCITY_PUBLIC_DETOUR * kilometres,
              PlanningRules.INTERCITY_PUBLIC_KMH);
      case CAR ->
          estimate(
              TravelMode.CAR,
              PlanningRules.INTERCITY_CAR_FIXED_MINUTES,
              PlanningRules.DETOUR * kilometres,
              PlanningRules.INTERCITY_CAR_KMH);
    };
  }

  private static boolean crossesWater(Optional<City> from, Optional<City> to) {
    return !from.equals(to)
        && (from.filter(City::island).isPresent() || to.filter(City::island).isPresent());
  }

  private static IntercityRoute estimate(
      TravelMode mode, double fixedMinutes, double kilometres, double kilometresPerHour) {
    double minutes = fixedMinutes + 60 * kilometres / kilometresPerHour;
    return new IntercityRoute(mode, (int) Math.ceil(minutes - 1e-9), kilometres, null);
  }
}
