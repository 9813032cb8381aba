package com.tripgen.ai.bench.service;

import com.tripgen.ai.jobs.Job;
import com.tripgen.ai.jobs.JobProgress;
import com.tripgen.ai.jobs.JobStatus;
import com.tripgen.ai.jobs.JobType;
import com.tripgen.ai.planning.PlanningProblem;
import com.tripgen.ai.schedules.Hybrid;
import com.tripgen.ai.schedules.ScheduleGenerationHandler;
import com.tripgen.ai.sources.Catalogue;
import com.tripgen.ai.sources.ProblemAssembler;
import com.tripgen.ai.v1.CandidatePlace;
import com.tripgen.ai.v1.Coordinates;
import com.tripgen.ai.v1.Destination;
import com.tripgen.ai.v1.GenerateScheduleRequest;
import com.tripgen.ai.v1.HealthStatus;
import com.tripgen.ai.v1.Member;
import com.tripgen.ai.v1.PlaceCategory;
import com.tripgen.ai.v1.Preference;
import com.tripgen.ai.v1.TransportMode;
import com.tripgen.ai.v1.Trip;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;

/// A trip of five days with 200 candidates, as it is asked for and as the planner gets it.
final class BenchTrip {
  private static final int CANDIDATES = 200;
  private static final double LATITUDE = 38.2;
  private static final double LONGITUDE = 128.6;
  private static final double DEGREES = 0.05;
  private static final Trip TRIP = trip();

  private static final JobProgress UNHEARD =
      new JobProgress() {
        @Override
        public void report(int percent, String step) {
          // Nobody watches.
        }

        @Override
        public boolean stopped() {
          return false;
        }
      };

  private BenchTrip() {}

  static GenerateScheduleRequest request(String requestId) {
    return GenerateScheduleRequest.newBuilder().setRequestId(requestId).setTrip(TRIP).build();
  }

  /// What the service plans for a stored request.
  static PlanningProblem problem(String requestId, String payload) throws InterruptedException {
    ScheduleGenerationHandler handler =
        new ScheduleGenerationHandler(
            ProblemAssembler.offline(Catalogue.bundled()), Hybrid.NONE, Clock.systemUTC());
    return handler.generate(job(requestId, payload), UNHEARD).problem();
  }

  private static Job job(String requestId, String payload) {
    Instant now = Instant.now();
    return new Job(
        1,
        requestId,
        JobType.SCHEDULE_GENERATION.name(),
        JobStatus.PROCESSING,
        0,
        null,
        TRIP.getTripId(),
        0,
        "",
        "",
        "{}",
        1,
        1,
        Duration.ofMinutes(5).toMillis(),
        1,
        null,
        false,
        false,
        1,
        null,
        null,
        null,
        now,
        now,
        now,
        null,
        now,
        null,
        payload,
        null,
        null);
  }

  private static Trip trip() {
    SplittableRandom random = new SplittableRandom(1);
    Trip.Builder trip =
        Trip.newBuilder()
            .setTripId("bench")
            .setTripName("Sokcho")
            .setTransportMode(TransportMode.TRANSPORT_MODE_PUBLIC)
            .setLanguageCode("en")
            .addDestinations(
                Destination.newBuilder()
                    .setName("Sokcho")
                    .setArrivalDate("2027-05-03")
                    .setDepartureDate("2027-05-07")
                    .setCoordinates(near(random)))
            .addMembers(
                Member.newBuilder()
                    .setAge(35)
                    .setHealthStatus(HealthStatus.HEALTH_STATUS_GOOD)
                    .addPreferences(Preference.PREFERENCE_CULTURE)
                    .addPreferences(Preference.PREFERENCE_FOOD));
    for (int i = 0; i < CANDIDATES; i++) {
      trip.addCandidatePlaces(
          CandidatePlace.newBuilder()
              .setPlaceId("place-" + i)
              .setName("Place " + i)
              .setCategoryValue(1 + i % PlaceCategory.PLACE_CATEGORY_FOOD.getNumber())
              .setCoordinates(near(random))
              .setVisitMinutes(45 + 15 * random.nextInt(6))
              .setRating(3 + random.nextInt(21) / 10.0));
    }
    return trip.build();
  }

  private static Coordinates near(SplittableRandom random) {
    return Coordinates.newBuilder()
        .setLatitude(LATITUDE + DEGREES * (2 * random.nextDouble() - 1))
        .setLongitude(LONGITUDE + DEGREES * (2 * random.nextDouble() - 1))
        .build();
  }
}
