package com.tripgen.ai.schedules;

import com.google.rpc.BadRequest;
import com.google.rpc.ResourceInfo;
import com.tripgen.ai.errors.ServiceException;
import com.tripgen.ai.models.BudgetExceededException;
import com.tripgen.ai.sources.Assembly;
import com.tripgen.ai.v1.ErrorReason;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// Why a schedule can't be read or changed.
final class ScheduleErrors {
  /// Budgets are of a day; somebody may raise them sooner.
  private static final Duration BUDGET_PAUSE = Duration.ofMinutes(10);

  private ScheduleErrors() {}

  static ServiceException unknown(String requestId) {
    return ServiceException.notFound(
        ErrorReason.ERROR_REASON_SCHEDULE_NOT_FOUND,
        "schedule",
        requestId,
        "no schedule has the request_id " + requestId);
  }

  static ServiceException noTrip(String requestId) {
    return ServiceException.notFound(
        ErrorReason.ERROR_REASON_SCHEDULE_NOT_FOUND,
        "schedule",
        requestId,
        "no trip is stored for a schedule with the request_id '%s': send it as trip"
            .formatted(requestId));
  }

  static ServiceException noneOfTrip(String tripId) {
    return ServiceException.notFound(
        ErrorReason.ERROR_REASON_SCHEDULE_NOT_FOUND,
        "trip",
        tripId,
        "the trip %s has no completed schedule".formatted(tripId));
  }

  static ServiceException sourceAway(Assembly.SourceAway away) {
    return new ServiceException(
        ErrorReason.ERROR_REASON_PROVIDER_UNAVAILABLE,
        "nobody who may know places in '%s' answered: neither another source nor a model"
            .formatted(away.city()),
        Map.of("city", away.city()),
        List.of());
  }

  static ServiceException overBudget(BudgetExceededException budget) {
    return ServiceException.exhausted(
        ErrorReason.ERROR_REASON_QUOTA_EXCEEDED,
        budget.budget(),
        String.valueOf(budget.getMessage()),
        BUDGET_PAUSE,
        Map.of("limit", Long.toString(budget.limit())));
  }

  static ServiceException expired(ScheduleRow schedule) {
    String time = String.valueOf(schedule.expireTime());
    return notFound(
        ErrorReason.ERROR_REASON_SCHEDULE_EXPIRED,
        schedule.requestId(),
        "the schedule %s expired at %s; generate it again".formatted(schedule.requestId(), time),
        Map.of("request_id", schedule.requestId(), "expire_time", time));
  }

  /// No version of the trip can be read; says whether there was one.
  static ServiceException noneLeft(ScheduleMapper schedules, String tripId) {
    return schedules
        .findNewestOutline(tripId)
        .map(ScheduleErrors::expired)
        .orElseGet(() -> noneOfTrip(tripId));
  }

  static ServiceException noSuchDay(String requestId, int totalDays, int day) {
    String message =
        "the schedule %s has %d days and no day %d".formatted(requestId, totalDays, day);
    return new ServiceException(
        ErrorReason.ERROR_REASON_DAY_NOT_FOUND,
        message,
        Map.of("request_id", requestId, "total_days", Integer.toString(totalDays)),
        List.of(
            resource(requestId, message),
            BadRequest.newBuilder()
                .addFieldViolations(
                    BadRequest.FieldViolation.newBuilder()
                        .setField("day")
                        .setReason("day.in_trip")
                        .setDescription("must be a day of the trip, which has " + totalDays))
                .build()));
  }

  static ServiceException inputMissing(String requestId) {
    return ServiceException.precondition(
        ErrorReason.ERROR_REASON_SCHEDULE_INPUT_MISSING,
        "schedules/" + requestId,
        "what the schedule %s was made from is not stored, so it cannot be made again; generate it"
            .formatted(requestId),
        Map.of("request_id", requestId));
  }

  /// @param day of the trip; 0 for all
  static ServiceException regenerationLimit(String tripId, int day, int limit, Duration left) {
    String trip = "trips/" + tripId;
    return ServiceException.exhausted(
        ErrorReason.ERROR_REASON_REGENERATION_LIMIT,
        day == RegenerationRequest.WHOLE_TRIP ? trip : "%s/days/%d".formatted(trip, day),
        "the limit of %d regenerations a day is reached for %s"
            .formatted(
                limit,
                day == RegenerationRequest.WHOLE_TRIP
                    ? "a day of the trip " + tripId
                    : "day %d of the trip %s".formatted(day, tripId)),
        left,
        Map.of("limit", Integer.toString(limit), "trip_id", tripId));
  }

  static ServiceException notCompleted(ScheduleRow schedule) {
    return ServiceException.precondition(
        ErrorReason.ERROR_REASON_SCHEDULE_NOT_COMPLETED,
        "schedules/" + schedule.requestId(),
        "the schedule is %s, only a COMPLETED one can be kept".formatted(schedule.status()),
        Map.of("request_id", schedule.requestId(), "status", schedule.status().name()));
  }

  private static ServiceException notFound(
      ErrorReason reason, String requestId, String message, Map<String, String> metadata) {
    return new ServiceException(reason, message, metadata, List.of(resource(requestId, message)));
  }

  private static ResourceInfo resource(String requestId, String message) {
    return ResourceInfo.newBuilder()
        .setResourceType("schedule")
        .setResourceName(requestId)
        .setDescription(message)
        .build();
  }
}
