package com.tripgen.ai.schedules;

import com.google.protobuf.ByteString;
import com.tripgen.ai.errors.ServiceException;
import com.tripgen.ai.jobs.JobMessages;
import com.tripgen.ai.jobs.PayloadJson;
import com.tripgen.ai.models.ModelAccount;
import com.tripgen.ai.planning.PlanOutcome;
import com.tripgen.ai.planning.Violation;
import com.tripgen.ai.v1.Constraint;
import com.tripgen.ai.v1.ConstraintViolation;
import com.tripgen.ai.v1.ErrorReason;
import com.tripgen.ai.v1.GetDayScheduleResponse;
import com.tripgen.ai.v1.InfeasibilityDetail;
import com.tripgen.ai.v1.JobStatus;
import com.tripgen.ai.v1.ListSchedulesRequest;
import com.tripgen.ai.v1.ModelCall;
import com.tripgen.ai.v1.ModelPath;
import com.tripgen.ai.v1.ModelUse;
import com.tripgen.ai.v1.Relaxation;
import com.tripgen.ai.v1.Schedule;
import com.tripgen.ai.v1.ScheduleGenerationSpec;
import com.tripgen.ai.v1.ScheduleMetadata;
import com.tripgen.ai.v1.WeatherSource;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Translates schedules, and the input and errors of their jobs.
final class ScheduleMessages {
  private static final String TRIP = "trip.";
  private static final String CANDIDATES = "candidate_places[";

  private ScheduleMessages() {}

  /// @throws ServiceException `INVALID_FIELD` when the trip can't be as it is
  static TripRequest request(String payload) {
    ScheduleGenerationSpec.Builder spec = ScheduleGenerationSpec.newBuilder();
    PayloadJson.read(payload, spec);
    return TripMessages.request(spec.build(), "trip");
  }

  static Schedule outline(ScheduleRow row) {
    return builder(row).build();
  }

  /// The content too, when there is any.
  static Schedule full(ScheduleRow row) {
    Schedule.Builder schedule = builder(row);
    if (row.content() != null) {
      ScheduleDocument document = ScheduleJson.read(row.content());
      document.schedules().stream().map(DayMessages::day).forEach(schedule::addDays);
      schedule.setMetadata(metadata(document.metadata()));
    }
    return schedule.build();
  }

  private static Schedule.Builder builder(ScheduleRow row) {
    Schedule.Builder schedule =
        Schedule.newBuilder()
            .setRequestId(row.requestId())
            .setTripId(row.tripId())
            .setStatus(JobStatus.valueOf("JOB_STATUS_" + row.status().name()))
            .setPinned(row.pinned())
            .setCreateTime(JobMessages.timestamp(row.createdAt()))
            .setUpdateTime(JobMessages.timestamp(row.updatedAt()));
    ifPresent(row.version(), schedule::setVersion);
    ifPresent(row.generatedAt(), time -> schedule.setGenerateTime(JobMessages.timestamp(time)));
    ifPresent(row.expireTime(), time -> schedule.setExpireTime(JobMessages.timestamp(time)));
    return schedule;
  }

  private static ScheduleMetadata metadata(ScheduleDocument.Metadata metadata) {
    ScheduleMetadata.Builder message =
        ScheduleMetadata.newBuilder()
            .setGenerationTimeMs(metadata.generationTimeMs())
            .setTotalPlaces(metadata.totalPlaces())
            .setTotalDays(metadata.totalDays())
            .setHealthStatusConsidered(metadata.healthStatusConsidered())
            .setWeatherConsidered(metadata.weatherConsidered())
            .addAllUnderstoodRequests(metadata.understoodRequests())
            .addAllIgnoredRequests(metadata.ignoredRequests())
            .setGuardHit(metadata.guardHit())
            .setScore(metadata.score())
            .addAllWarnings(metadata.warnings());
    ifPresent(metadata.aiModel(), message::setAiModel);
    ifPresent(metadata.generatedAt(), time -> message.setGenerateTime(JobMessages.timestamp(time)));
    metadata.weatherSources().stream()
        .map(source -> WeatherSource.valueOf("WEATHER_SOURCE_" + source.name()))
        .forEach(message::addWeatherSources);
    metadata.placeSources().stream()
        .map(source -> com.tripgen.ai.v1.PlaceSource.valueOf("PLACE_SOURCE_" + source.name()))
        .forEach(message::addPlaceSources);
    ifPresent(metadata.model(), part -> message.setModelUse(modelUse(part)));
    return message.build();
  }

  private static ModelUse modelUse(ModelPart part) {
    ModelUse.Builder message =
        ModelUse.newBuilder()
            .setPath(ModelPath.valueOf("MODEL_PATH_" + part.path()))
            .addAllWishes(part.wishes())
            .setTextsLeftOut(part.textsLeftOut())
            .setInputTokens(part.inputTokens())
            .setOutputTokens(part.outputTokens())
            .setCost(part.cost().toPlainString())
            .setCostKnown(part.costKnown());
    ifPresent(part.model(), message::setModel);
    for (ModelAccount.Call call : part.calls()) {
      message.addCalls(
          ModelCall.newBuilder()
              .setTask(call.task())
              .setModel(call.model())
              .setResult(call.result())
              .setInputTokens(call.inputTokens())
              .setOutputTokens(call.outputTokens()));
    }
    return message.build();
  }

  static ScheduleQuery query(ListSchedulesRequest request) {
    return new ScheduleQuery(
        request.getTripId().isEmpty() ? null : request.getTripId(),
        request.getStatusesList().stream()
            .map(status -> status.name().substring("JOB_STATUS_".length()))
            .toList(),
        request.getPlaceId().isEmpty() ? null : request.getPlaceId());
  }

  /// Everything that decides which schedules the list has, and that it is a list of schedules.
  static byte[] filter(ListSchedulesRequest request) {
    ListSchedulesRequest filter = request.toBuilder().clearPageSize().clearPageToken().build();
    return ByteString.copyFromUtf8("schedules").concat(filter.toByteString()).toByteArray();
  }

  static GetDayScheduleResponse dayResponse(DayRow day) {
    GetDayScheduleResponse.Builder response =
        GetDayScheduleResponse.newBuilder().setRequestId(day.requestId());
    ifPresent(day.version(), response::setVersion);
    ifPresent(day.content(), content -> response.setDay(DayMessages.day(content)));
    return response.build();
  }

  /// @param path of the schedule in the request
  static ConstraintViolation violation(ScheduleValidation.Found found, String path) {
    Violation violation = found.violation();
    ConstraintViolation.Builder message =
        ConstraintViolation.newBuilder()
            .setConstraint(Constraint.valueOf("CONSTRAINT_" + violation.constraint().name()))
            .setDay(violation.day())
            .setExplanation(violation.explanation())
            .setField(found.field(path));
    ifPresent(violation.placeId(), message::setPlaceId);
    return message.build();
  }

  /// The error of a job whose trip no plan can satisfy.
  static ServiceException infeasible(PlanOutcome.Infeasible outcome, TripRequest request) {
    InfeasibilityDetail.Builder detail =
        InfeasibilityDetail.newBuilder()
            .setBlockingConstraint(Constraint.valueOf("CONSTRAINT_" + outcome.blocking().name()))
            .setExplanation(outcome.explanation());
    outcome.relaxations().forEach(change -> detail.addRelaxations(relaxation(change, request)));
    return new ServiceException(
        ErrorReason.ERROR_REASON_INFEASIBLE_TRIP,
        "no schedule can keep %s: %s".formatted(outcome.blocking().label(), outcome.explanation()),
        Map.of("constraint", outcome.blocking().label()),
        List.of(detail.build()));
  }

  /// The planner knows places by id, callers by their position in the request, and no wish by not
  /// being set.
  private static Relaxation relaxation(
      com.tripgen.ai.planning.Relaxation change, TripRequest request) {
    String field = change.field();
    field = field.startsWith(TRIP) ? field.substring(TRIP.length()) : field;
    if (!field.startsWith(CANDIDATES)) {
      return Relaxation.newBuilder()
          .setField(field)
          .setFrom(change.from())
          .setTo(change.to())
          .build();
    }
    int end = field.lastIndexOf(']');
    String placeId = field.substring(CANDIDATES.length(), end);
    return Relaxation.newBuilder()
        .setField(CANDIDATES + index(placeId, request) + field.substring(end))
        .setFrom(change.from())
        .build();
  }

  private static int index(String placeId, TripRequest request) {
    var places = request.facts().places();
    return IntStream.range(0, places.size())
        .filter(i -> places.get(i).id().equals(placeId))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(placeId + " is no candidate of the request"));
  }

  static <T> void ifPresent(@Nullable T value, Function<? super T, ?> setter) {
    if (value != null) {
      var _ = setter.apply(value);
    }
  }
}
