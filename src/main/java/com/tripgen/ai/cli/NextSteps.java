package com.tripgen.ai.cli;

import com.google.protobuf.MessageOrBuilder;
import com.tripgen.ai.v1.Destination;
import com.tripgen.ai.v1.GenerateScheduleRequest;
import com.tripgen.ai.v1.GetTripScheduleRequest;
import com.tripgen.ai.v1.HealthStatus;
import com.tripgen.ai.v1.JobServiceGrpc;
import com.tripgen.ai.v1.Member;
import com.tripgen.ai.v1.Preference;
import com.tripgen.ai.v1.ScheduleServiceGrpc;
import com.tripgen.ai.v1.TransportMode;
import com.tripgen.ai.v1.Trip;
import com.tripgen.ai.v1.WatchJobRequest;
import io.grpc.MethodDescriptor;
import java.util.List;

/// What to try by hand: lines to copy into a shell, made from the contract so that they keep
/// working.
final class NextSteps {
  private static final String NAME = "my-first-trip";

  private NextSteps() {}

  static List<String> grpcurl(String address, Language language) {
    return List.of(
        "grpcurl -plaintext " + address + " list",
        call(
            address,
            ScheduleServiceGrpc.getGenerateScheduleMethod(),
            GenerateScheduleRequest.newBuilder()
                .setRequestId(NAME)
                .setTrip(trip(language))
                .build()),
        call(
            address,
            JobServiceGrpc.getWatchJobMethod(),
            WatchJobRequest.newBuilder().setRequestId(NAME).build()),
        call(
            address,
            ScheduleServiceGrpc.getGetTripScheduleMethod(),
            GetTripScheduleRequest.newBuilder().setTripId(NAME).build()));
  }

  private static Trip trip(Language language) {
    return Trip.newBuilder()
        .setTripId(NAME)
        .addDestinations(
            Destination.newBuilder()
                .setName(language.say("부산", "Busan"))
                .setArrivalDate("2027-11-06")
                .setDepartureDate("2027-11-07"))
        .addMembers(
            Member.newBuilder()
                .setHealthStatus(HealthStatus.HEALTH_STATUS_GOOD)
                .addPreferences(Preference.PREFERENCE_NATURE))
        .setTransportMode(TransportMode.TRANSPORT_MODE_PUBLIC)
        .setLanguageCode(language.code())
        .build();
  }

  private static <T extends MessageOrBuilder> String call(
      String address, MethodDescriptor<T, ?> method, T request) {
    return "grpcurl -plaintext -d '"
        + MessageJson.line(request)
        + "' "
        + address
        + " "
        + method.getFullMethodName();
  }
}
