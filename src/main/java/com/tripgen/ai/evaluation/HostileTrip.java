package com.tripgen.ai.evaluation;

import com.tripgen.ai.jobs.Job;
import com.tripgen.ai.jobs.JobStatus;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A trip that a hostile request comes with.
///
/// @param language of the trip: ko or en
record HostileTrip(String city, String health, String language) {
  private static final List<String> CITIES =
      List.of("Seoul", "Busan", "Jeju", "Gyeongju", "Tokyo", "Paris", "Munich");
  private static final List<String> HEALTH = List.of("GOOD", "CAUTION", "LIMITED");

  static HostileTrip of(int number, HostileRequest request) {
    return new HostileTrip(
        CITIES.get(number % CITIES.size()),
        HEALTH.get(number % HEALTH.size()),
        request.tripLanguage());
  }

  /// A job of its own caller, as a worker would get it.
  Job job(int number, String specialRequests, String generator) {
    String name = "hostile-" + number;
    return new Job(
        number,
        name,
        "SCHEDULE_GENERATION",
        JobStatus.PROCESSING,
        0,
        null,
        name,
        0,
        name,
        "",
        "{}",
        1,
        1,
        300_000,
        1,
        null,
        false,
        false,
        1,
        null,
        null,
        null,
        Instant.EPOCH,
        Instant.EPOCH,
        Instant.EPOCH,
        null,
        Instant.EPOCH,
        null,
        payload(name, specialRequests, generator),
        null,
        null);
  }

  private String payload(String name, String specialRequests, String generator) {
    ObjectNode payload = JsonNodeFactory.instance.objectNode();
    payload.put("generator", generator);
    ObjectNode trip = payload.putObject("trip");
    trip.put("trip_id", name).put("trip_name", name).put("transport_mode", "PUBLIC");
    trip.put("language_code", language).put("special_requests", specialRequests);
    trip.putArray("destinations")
        .addObject()
        .put("name", city)
        .put("arrival_date", "2027-05-11")
        .put("departure_date", "2027-05-12");
    trip.putArray("members")
        .addObject()
        .put("age", 41)
        .put("health_status", health)
        .putArray("preferences")
        .add("CULTURE")
        .add("FOOD");
    return payload.toString();
  }
}
