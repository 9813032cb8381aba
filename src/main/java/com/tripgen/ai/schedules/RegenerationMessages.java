package com.tripgen.ai.schedules;

import com.tripgen.ai.jobs.JobType;
import com.tripgen.ai.jobs.NewJob;
import com.tripgen.ai.jobs.PayloadJson;
import com.tripgen.ai.v1.RegenerateScheduleRequest;
import com.tripgen.ai.v1.ScheduleRegenerationSpec;

/// Translates requests to make schedules again.
final class RegenerationMessages {
  private RegenerationMessages() {}

  static ScheduleRegenerationSpec spec(RegenerateScheduleRequest request) {
    ScheduleRegenerationSpec.Builder spec =
        ScheduleRegenerationSpec.newBuilder()
            .setTripId(request.getTripId())
            .setDay(request.getDay())
            .setGenerator(request.getGenerator());
    if (request.hasSpecialRequests()) {
      spec.setSpecialRequests(request.getSpecialRequests());
    }
    return spec.build();
  }

  static NewJob newJob(ScheduleRegenerationSpec spec, NewJob.Options options) {
    return new NewJob(
        JobType.SCHEDULE_REGENERATION, PayloadJson.write(spec), spec.getTripId(), options);
  }

  static RegenerationRequest request(String payload) {
    ScheduleRegenerationSpec.Builder spec = ScheduleRegenerationSpec.newBuilder();
    PayloadJson.read(payload, spec);
    return new RegenerationRequest(
        spec.getTripId(),
        spec.getDay(),
        spec.hasSpecialRequests() ? spec.getSpecialRequests() : null,
        TripMessages.generator(spec.getGenerator()));
  }
}
