package com.tripgen.ai.schedules;

import com.tripgen.ai.errors.FieldViolation;
import com.tripgen.ai.errors.ServiceException;
import com.tripgen.ai.v1.Destination;
import com.tripgen.ai.v1.Member;
import com.tripgen.ai.v1.TransportMode;
import com.tripgen.ai.v1.Trip;
import java.util.ArrayList;
import java.util.List;

/// The trip that a schedule alone tells: its cities and dates, for travellers of good health on
/// public transport.
///
/// @param firstDays by destination, the index of its first day
record ToldTripMessages(TripRequest request, List<Integer> firstDays) {
  private static final String NO_ID = "-";

  ToldTripMessages {
    firstDays = List.copyOf(firstDays);
  }

  /// @param path of the schedule in the request
  /// @throws ServiceException `INVALID_FIELD` when cities or dates are missing
  static ToldTripMessages of(List<DayEntry> days, String path) {
    requireJoinedCities(days, path);
    Trip.Builder trip =
        Trip.newBuilder()
            .setTripId(NO_ID)
            .setTransportMode(TransportMode.TRANSPORT_MODE_PUBLIC)
            .addMembers(Member.getDefaultInstance());
    List<Integer> firstDays = new ArrayList<>();
    Destination.Builder stay = null;
    for (int i = 0; i < days.size(); i++) {
      DayEntry day = days.get(i);
      String date = day.date().toString();
      if (stay != null) {
        stay.setDepartureDate(date);
      }
      if (stay == null || !stay.getName().equalsIgnoreCase(day.city().strip())) {
        firstDays.add(i);
        stay =
            trip.addDestinationsBuilder()
                .setName(day.city().strip())
                .setArrivalDate(date)
                .setDepartureDate(date);
      }
    }
    return new ToldTripMessages(TripMessages.request(trip.build(), path), firstDays);
  }

  private static void requireJoinedCities(List<DayEntry> days, String path) {
    List<FieldViolation> violations = new ArrayList<>();
    for (int i = 0; i < days.size(); i++) {
      DayEntry day = days.get(i);
      String field = "%s.days[%d]".formatted(path, i);
      if (day.city().isBlank()) {
        violations.add(
            new FieldViolation(
                field + ".city",
                "schedule_day.city.told",
                "must name the city, because no trip is given and none is stored"));
      }
      if (i > 0 && !day.date().equals(days.get(i - 1).date().plusDays(1))) {
        violations.add(
            new FieldViolation(
                field + ".date",
                "schedule_day.date.joins",
                "must be the day after %s, because no trip is given and none is stored"
                    .formatted(days.get(i - 1).date())));
      }
    }
    if (!violations.isEmpty()) {
      throw ServiceException.invalid(violations);
    }
  }
}
