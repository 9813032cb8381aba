package com.tripgen.ai.scenarios;

import com.tripgen.ai.v1.Destination;
import com.tripgen.ai.v1.GenerateScheduleRequest;
import com.tripgen.ai.v1.HealthStatus;
import com.tripgen.ai.v1.Member;
import com.tripgen.ai.v1.Preference;
import com.tripgen.ai.v1.TransportMode;
import com.tripgen.ai.v1.Trip;
import com.tripgen.ai.v1.WeatherChange;
import com.tripgen.ai.v1.WeatherCondition;
import com.tripgen.ai.v1.WeatherImpactAnalysisSpec;
import com.tripgen.ai.v1.WeatherSeverity;

/// Trips that callers ask for.
final class Trips {
  private Trips() {}

  static GenerateScheduleRequest.Builder request(String requestId, Trip.Builder trip) {
    return GenerateScheduleRequest.newBuilder().setRequestId(requestId).setTrip(trip);
  }

  /// Three days in Seoul for a couple.
  static Trip.Builder seoul(String tripId) {
    return Trip.newBuilder()
        .setTripId(tripId)
        .setTripName("서울 여행")
        .setTransportMode(TransportMode.TRANSPORT_MODE_PUBLIC)
        .addDestinations(stay("서울", "2027-04-05", "2027-04-07"))
        .addMembers(member(34, HealthStatus.HEALTH_STATUS_GOOD, Preference.PREFERENCE_CULTURE))
        .addMembers(member(33, HealthStatus.HEALTH_STATUS_EXCELLENT, Preference.PREFERENCE_FOOD));
  }

  /// Rain on the second day of a trip to Seoul.
  static WeatherImpactAnalysisSpec.Builder rain(String tripId) {
    return WeatherImpactAnalysisSpec.newBuilder()
        .setTripId(tripId)
        .addWeatherChanges(
            WeatherChange.newBuilder()
                .setDate("2027-04-06")
                .setPreviousCondition(WeatherCondition.WEATHER_CONDITION_CLEAR)
                .setNewCondition(WeatherCondition.WEATHER_CONDITION_RAIN)
                .setSeverity(WeatherSeverity.WEATHER_SEVERITY_MEDIUM));
  }

  static Destination.Builder stay(String city, String arrival, String departure) {
    return Destination.newBuilder()
        .setName(city)
        .setArrivalDate(arrival)
        .setDepartureDate(departure);
  }

  static Member.Builder member(int age, HealthStatus health, Preference... preferences) {
    return Member.newBuilder()
        .setAge(age)
        .setHealthStatus(health)
        .addAllPreferences(java.util.List.of(preferences));
  }
}
