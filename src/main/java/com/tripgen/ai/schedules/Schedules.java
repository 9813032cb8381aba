package com.tripgen.ai.schedules;

import com.tripgen.ai.database.Database;
import com.tripgen.ai.errors.FieldViolation;
import com.tripgen.ai.errors.ServiceException;
import com.tripgen.ai.jobs.JobQueue;
import com.tripgen.ai.jobs.JobStatus;
import com.tripgen.ai.jobs.JobType;
import com.tripgen.ai.jobs.NewJob;
import com.tripgen.ai.jobs.Submission;
import com.tripgen.ai.planning.PlanningProblem;
import com.tripgen.ai.sources.Assembly;
import com.tripgen.ai.sources.ProblemAssembler;
import com.tripgen.ai.v1.ErrorReason;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.json.JsonMapper;

/// What callers do with schedules.
public final class Schedules {
  private static final Set<ErrorReason> NOTHING_TO_CANCEL =
      Set.of(ErrorReason.ERROR_REASON_JOB_NOT_FOUND, ErrorReason.ERROR_REASON_JOB_ALREADY_FINISHED);
  private static final JsonMapper JSON = JsonMapper.shared();

  private final Database database;
  private final JobQueue jobs;
  private final ProblemAssembler assembler;
  private final Hybrid hybrid;

  public Schedules(Database database, JobQueue jobs, ProblemAssembler assembler, Hybrid hybrid) {
    this.database = database;
    this.jobs = jobs;
    this.assembler = assembler;
    this.hybrid = hybrid;
  }

  /// The job that makes the schedule of a trip.
  ///
  /// @param path of the trip in the request, such as `trip`
  /// @param payload the job's, from which the handler reads the same request
  NewJob newJob(TripRequest request, String path, String payload, NewJob.Options options) {
    if (!hybrid.isAskedFor(request.generator())) {
      requireKnownCities(request, path);
    }
    return new NewJob(JobType.SCHEDULE_GENERATION, payload, request.tripId(), options);
  }

  /// Stores the job and the schedule that it makes, both QUEUED.
  Submission submit(NewJob job) {
    return jobs.submit(job);
  }

  /// The destinations of a trip that no source can know.
  List<Assembly.UnknownCity> unknownCities(TripRequest request) {
    return assembler.unknownCities(request.facts());
  }

  void requireKnownCities(TripRequest request, String path) {
    List<Assembly.UnknownCity> unknown = unknownCities(request);
    if (!unknown.isEmpty()) {
      throw unknownCities(unknown, path);
    }
  }

  private static ServiceException unknownCities(List<Assembly.UnknownCity> unknown, String path) {
    return ServiceException.invalid(
        ErrorReason.ERROR_REASON_UNKNOWN_CITY,
        unknown.stream()
            .map(
                city ->
                    new FieldViolation(
                        "%s.destinations[%d].name".formatted(path, city.stay()),
                        "destination.name.known",
                        city.whatToSend()))
            .toList(),
        Map.of("city", unknown.getFirst().name()));
  }

  /// A given trip with what the sources know about it now.
  ///
  /// @param path of the trip in the request, such as `trip`
  PlanningProblem problemOf(TripRequest request, String path) {
    return switch (assembler.assemble(request.facts())) {
      case Assembly.Ready ready -> ready.problem();
      case Assembly.UnknownCity unknown -> throw unknownCities(List.of(unknown), path);
      case Assembly.SourceAway away -> throw ScheduleErrors.sourceAway(away);
    };
  }

  /// What the newest completed schedule of a trip was made from; empty when there is none, or it
  /// was made elsewhere.
  Optional<PlanningProblem> newestProblemOf(String tripId) {
    return read(mapper -> mapper.findNewest(tripId))
        .flatMap(schedule -> inputOf(schedule.requestId()))
        .map(PlanningInput::problem);
  }

  /// What a stored schedule was made from.
  PlanningProblem problemOf(String requestId) {
    return inputOf(requestId)
        .map(PlanningInput::problem)
        .orElseThrow(() -> ScheduleErrors.noTrip(requestId));
  }

  /// A schedule in any status, with its content when it is completed.
  ScheduleRow get(String requestId) {
    ScheduleRow schedule =
        read(mapper -> mapper.find(requestId)).orElseThrow(() -> ScheduleErrors.unknown(requestId));
    if (schedule.expired()) {
      throw ScheduleErrors.expired(schedule);
    }
    return schedule;
  }

  ScheduleRow newestOf(String tripId) {
    return read(mapper -> mapper.findNewest(tripId)).orElseThrow(() -> noneLeft(tripId));
  }

  DayRow dayOf(String tripId, int day) {
    DayRow found = read(mapper -> mapper.findDay(tripId, day)).orElseThrow(() -> noneLeft(tripId));
    if (found.content() == null) {
      throw ScheduleErrors.noSuchDay(found.requestId(), found.totalDays(), day);
    }
    return found;
  }

  private ServiceException noneLeft(String tripId) {
    return read(mapper -> ScheduleErrors.noneLeft(mapper, tripId));
  }

  /// What a schedule was made from; empty for one that is not completed or was made elsewhere.
  Optional<PlanningInput> inputOf(String requestId) {
    return read(mapper -> mapper.findInput(requestId)).map(ScheduleJson::readInput);
  }

  /// Outlines, newest first.
  ///
  /// @param beforeId only schedules with a lower id
  List<ScheduleRow> list(ScheduleQuery query, long beforeId, int limit) {
    String placeId = query.placeId();
    return read(
        mapper ->
            placeId == null
                ? mapper.list(query, beforeId, limit)
                : mapper.listVisiting(query, visitOf(placeId), beforeId, limit));
  }

  static String visitOf(String placeId) {
    return JSON.writeValueAsString(List.of(Map.of("places", List.of(Map.of("place_id", placeId)))));
  }

  /// Keeps a schedule for ever.
  ScheduleRow pin(String requestId) {
    return kept(requestId, mapper -> mapper.pin(requestId));
  }

  /// Back to seven days after it was made.
  ScheduleRow unpin(String requestId) {
    return kept(requestId, mapper -> mapper.unpin(requestId));
  }

  private ScheduleRow kept(
      String requestId, Function<ScheduleMapper, Optional<ScheduleRow>> change) {
    return within(change).orElseThrow(() -> whyNotKept(requestId));
  }

  private ServiceException whyNotKept(String requestId) {
    return read(mapper -> mapper.findOutline(requestId))
        .map(
            schedule ->
                schedule.status() == JobStatus.COMPLETED
                    ? ScheduleErrors.expired(schedule)
                    : ScheduleErrors.notCompleted(schedule))
        .orElseGet(() -> ScheduleErrors.unknown(requestId));
  }

  /// Cancels first: once that is stored the job can't complete, so nothing comes after the erasure.
  void delete(String requestId) {
    if (read(mapper -> mapper.findOutline(requestId)).isEmpty()) {
      throw ScheduleErrors.unknown(requestId);
    }
    cancelJob(requestId);
    var _ =
        within(
            mapper -> {
              // The job first, as everybody locks them who changes both.
              mapper.eraseJob(requestId);
              if (mapper.delete(requestId) == 0) {
                throw ScheduleErrors.unknown(requestId);
              }
              return requestId;
            });
  }

  private void cancelJob(String requestId) {
    try {
      jobs.cancel(requestId);
    } catch (ServiceException e) {
      if (!NOTHING_TO_CANCEL.contains(e.reason())) {
        throw e;
      }
    }
  }

  private <T> T read(Function<ScheduleMapper, T> work) {
    return database.read(session -> work.apply(session.getMapper(ScheduleMapper.class)));
  }

  private <T> T within(Function<ScheduleMapper, T> work) {
    return database.transaction(session -> work.apply(session.getMapper(ScheduleMapper.class)));
  }
}
