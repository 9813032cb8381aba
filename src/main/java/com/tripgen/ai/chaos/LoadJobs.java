package com.tripgen.ai.chaos;

import com.tripgen.ai.chaos.MisbehavingHandler.Misbehaviour;
import com.tripgen.ai.v1.Destination;
import com.tripgen.ai.v1.HealthStatus;
import com.tripgen.ai.v1.Member;
import com.tripgen.ai.v1.PlaceReference;
import com.tripgen.ai.v1.Preference;
import com.tripgen.ai.v1.RecommendationGenerationSpec;
import com.tripgen.ai.v1.ScheduleGenerationSpec;
import com.tripgen.ai.v1.SubmitJobRequest;
import com.tripgen.ai.v1.TransportMode;
import com.tripgen.ai.v1.Trip;
import com.tripgen.ai.v1.UserProfile;
import java.time.LocalDate;
import java.util.random.RandomGenerator;

/// The jobs that clients submit: small, so that many are under way when something breaks.
final class LoadJobs {
  /// The label of jobs that their client cancels soon.
  static final String CANCELLED = "cancelled";

  private LoadJobs() {}

  /// Half of them take up to two seconds, so that faults hit running jobs.
  static SubmitJobRequest any(String requestId, boolean cancelled, RandomGenerator random) {
    SubmitJobRequest.Builder job =
        random.nextInt(3) == 0 ? recommendation(requestId, random) : schedule(requestId, random);
    if (cancelled) {
      job.putLabels(CANCELLED, "soon");
    }
    return random.nextBoolean() ? job.build() : lingering(job, 100 + random.nextInt(1900)).build();
  }

  static SubmitJobRequest.Builder lingering(SubmitJobRequest.Builder job, int millis) {
    return misbehaving(job, Misbehaviour.LINGER)
        .putLabels(MisbehavingHandler.MILLIS, Integer.toString(millis));
  }

  static SubmitJobRequest.Builder misbehaving(
      SubmitJobRequest.Builder job, Misbehaviour misbehaviour) {
    return job.putLabels(MisbehavingHandler.LABEL, misbehaviour.name());
  }

  static SubmitJobRequest.Builder schedule(String requestId, RandomGenerator random) {
    LocalDate arrival = LocalDate.of(2027, 4, 5).plusDays(random.nextInt(60));
    return SubmitJobRequest.newBuilder()
        .setRequestId(requestId)
        .setScheduleGeneration(
            ScheduleGenerationSpec.newBuilder()
                .setTrip(
                    Trip.newBuilder()
                        .setTripId("trip-" + requestId)
                        .setTripName("Seoul")
                        .setTransportMode(TransportMode.TRANSPORT_MODE_PUBLIC)
                        .addDestinations(
                            Destination.newBuilder()
                                .setName("Seoul")
                                .setArrivalDate(arrival.toString())
                                .setDepartureDate(
                                    arrival.plusDays(1 + random.nextInt(2)).toString()))
                        .addMembers(
                            Member.newBuilder()
                                .setAge(20 + random.nextInt(50))
                                .setHealthStatus(HealthStatus.HEALTH_STATUS_GOOD)
                                .addPreferences(Preference.PREFERENCE_CULTURE))));
  }

  private static SubmitJobRequest.Builder recommendation(String requestId, RandomGenerator random) {
    return SubmitJobRequest.newBuilder()
        .setRequestId(requestId)
        .setRecommendationGeneration(
            RecommendationGenerationSpec.newBuilder()
                .setPlace(PlaceReference.newBuilder().setPlaceId("seoul-gyeongbokgung"))
                .setUserProfile(
                    UserProfile.newBuilder()
                        .addAges(20 + random.nextInt(50))
                        .setHealthStatus(HealthStatus.HEALTH_STATUS_GOOD)
                        .addPreferences(Preference.PREFERENCE_CULTURE)));
  }
}
