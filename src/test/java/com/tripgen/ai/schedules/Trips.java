package com.tripgen.ai.schedules;

import com.tripgen.ai.v1.Destination;
import com.tripgen.ai.v1.HealthStatus;
import com.tripgen.ai.v1.Member;
import com.tripgen.ai.v1.Preference;
import com.tripgen.ai.v1.TransportMode;
import com.tripgen.ai.v1.Trip;

/// Trips as callers ask for them.
final class Trips {
  private Trips() {}

  /// Two nights in Seoul and one in Busan.
  static Trip.Builder seoulAndBusan() {
    return seoul().addDestinations(destination("Busan", "2027-05-12", "2027-05-13"));
  }

  static Trip.Builder seoul() {
    return Trip.newBuilder()
        .setTripId("trip-1")
        .addDestinations(destination("Seoul", "2027-05-10", "2027-05-12"))
        .addMembers(
            Member.newBuilder()
                .setHealthStatus(HealthStatus.HEALTH_STATUS_CAUTION)
                .addPreferences(Preference.PREFERENCE_CULTURE)
                .addPreferences(Preference.PREFERENCE_REST))
        .setTransportMode(TransportMode.TRANSPORT_MODE_PUBLIC);
  }

  static Destination.Builder destination(String name, String arrival, String departure) {
    return Destination.newBuilder()
        .setName(name)
        .setArrivalDate(arrival)
        .setDepartureDate(departure);
  }
}
