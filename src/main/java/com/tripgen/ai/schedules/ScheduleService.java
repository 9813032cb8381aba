package com.tripgen.ai.schedules;

import com.tripgen.ai.database.PageToken;
import com.tripgen.ai.jobs.JobMessages;
import com.tripgen.ai.jobs.NewJob;
import com.tripgen.ai.jobs.PayloadJson;
import com.tripgen.ai.jobs.Submission;
import com.tripgen.ai.planning.PlanningProblem;
import com.tripgen.ai.v1.AnalyzeWeatherImpactRequest;
import com.tripgen.ai.v1.AnalyzeWeatherImpactResponse;
import com.tripgen.ai.v1.DeleteScheduleRequest;
import com.tripgen.ai.v1.DeleteScheduleResponse;
import com.tripgen.ai.v1.GenerateScheduleRequest;
import com.tripgen.ai.v1.GenerateScheduleResponse;
import com.tripgen.ai.v1.GetDayScheduleRequest;
import com.tripgen.ai.v1.GetDayScheduleResponse;
import com.tripgen.ai.v1.GetScheduleRequest;
import com.tripgen.ai.v1.GetScheduleResponse;
import com.tripgen.ai.v1.GetTripScheduleRequest;
import com.tripgen.ai.v1.GetTripScheduleResponse;
import com.tripgen.ai.v1.ListSchedulesRequest;
import com.tripgen.ai.v1.ListSchedulesResponse;
import com.tripgen.ai.v1.PinScheduleRequest;
import com.tripgen.ai.v1.PinScheduleResponse;
import com.tripgen.ai.v1.RegenerateScheduleRequest;
import com.tripgen.ai.v1.RegenerateScheduleResponse;
import com.tripgen.ai.v1.ScheduleGenerationSpec;
import com.tripgen.ai.v1.ScheduleServiceGrpc;
import com.tripgen.ai.v1.SubmitJobRequest;
import com.tripgen.ai.v1.UnpinScheduleRequest;
import com.tripgen.ai.v1.UnpinScheduleResponse;
import com.tripgen.ai.v1.ValidateScheduleRequest;
import com.tripgen.ai.v1.ValidateScheduleResponse;
import com.tripgen.ai.v1.WeatherImpactAnalysisSpec;
import io.grpc.stub.StreamObserver;
import java.util.List;

/// The RPCs of schedules: translate, call, translate.
public final class ScheduleService extends ScheduleServiceGrpc.ScheduleServiceImplBase {
  private final Schedules schedules;
  private final JobMessages jobMessages;
  private final WeatherImpacts weatherImpacts;

  public ScheduleService(Schedules schedules, JobMessages jobMessages) {
    this.schedules = schedules;
    this.jobMessages = jobMessages;
    this.weatherImpacts = new WeatherImpacts(schedules);
  }

  @Override
  public void generateSchedule(
      GenerateScheduleRequest request, StreamObserver<GenerateScheduleResponse> observer) {
    ScheduleGenerationSpec spec =
        ScheduleGenerationSpec.newBuilder()
            .setTrip(request.getTrip())
            .setGenerator(request.getGenerator())
            .build();
    Submission submission =
        schedules.submit(newJob(spec, "trip", JobMessages.options(fields(request))));
    answer(
        observer,
        GenerateScheduleResponse.newBuilder()
            .setJob(jobMessages.basic(submission.job()))
            .setCreated(submission.created())
            .build());
  }

  private static JobMessages.CreationFields fields(GenerateScheduleRequest request) {
    return new JobMessages.CreationFields(
        request.getRequestId(),
        request.getPriority(),
        request.getRunTime(),
        request.getMaxAttempts(),
        request.getAttemptTimeout(),
        request.getFairnessKey(),
        request.getLabelsMap());
  }

  /// The spec `schedule_generation` of SubmitJob: the job that GenerateSchedule would store.
  ///
  /// @param path of `request` in the message of the call
  public NewJob read(SubmitJobRequest request, String path, NewJob.Options options) {
    return newJob(request.getScheduleGeneration(), path + "schedule_generation.trip", options);
  }

  private NewJob newJob(ScheduleGenerationSpec spec, String path, NewJob.Options options) {
    return schedules.newJob(
        TripMessages.request(spec, path), path, PayloadJson.write(spec), options);
  }

  @Override
  public void regenerateSchedule(
      RegenerateScheduleRequest request, StreamObserver<RegenerateScheduleResponse> observer) {
    Submission submission =
        schedules.submit(
            RegenerationMessages.newJob(
                RegenerationMessages.spec(request), JobMessages.options(fields(request))));
    answer(
        observer,
        RegenerateScheduleResponse.newBuilder()
            .setJob(jobMessages.basic(submission.job()))
            .setCreated(submission.created())
            .build());
  }

  private static JobMessages.CreationFields fields(RegenerateScheduleRequest request) {
    return new JobMessages.CreationFields(
        request.getRequestId(),
        request.getPriority(),
        request.getRunTime(),
        request.getMaxAttempts(),
        request.getAttemptTimeout(),
        request.getFairnessKey(),
        request.getLabelsMap());
  }

  /// The spec `schedule_regeneration` of SubmitJob: the job that RegenerateSchedule would store.
  public NewJob readRegeneration(SubmitJobRequest request, String path, NewJob.Options options) {
    return RegenerationMessages.newJob(request.getScheduleRegeneration(), options);
  }

  @Override
  public void analyzeWeatherImpact(
      AnalyzeWeatherImpactRequest request, StreamObserver<AnalyzeWeatherImpactResponse> observer) {
    Submission submission =
        schedules.submit(
            newJob(WeatherImpactMessages.spec(request), "", JobMessages.options(fields(request))));
    answer(
        observer,
        AnalyzeWeatherImpactResponse.newBuilder()
            .setJob(jobMessages.basic(submission.job()))
            .setCreated(submission.created())
            .build());
  }

  private static JobMessages.CreationFields fields(AnalyzeWeatherImpactRequest request) {
    return new JobMessages.CreationFields(
        request.getRequestId(),
        request.getPriority(),
        request.getRunTime(),
        request.getMaxAttempts(),
        request.getAttemptTimeout(),
        request.getFairnessKey(),
        request.getLabelsMap());
  }

  /// The spec `weather_impact_analysis` of SubmitJob: the job that AnalyzeWeatherImpact would
  /// store.
  ///
  /// @param path of `request` in the message of the call
  public NewJob readWeatherImpact(SubmitJobRequest request, String path, NewJob.Options options) {
    return newJob(request.getWeatherImpactAnalysis(), path + "weather_impact_analysis.", options);
  }

  private NewJob newJob(WeatherImpactAnalysisSpec spec, String path, NewJob.Options options) {
    return weatherImpacts.newJob(
        WeatherImpactMessages.request(spec, path), path, PayloadJson.write(spec), options);
  }

  @Override
  public void getSchedule(
      GetScheduleRequest request, StreamObserver<GetScheduleResponse> observer) {
    ScheduleRow schedule = schedules.get(request.getRequestId());
    answer(
        observer,
        GetScheduleResponse.newBuilder().setSchedule(ScheduleMessages.full(schedule)).build());
  }

  @Override
  public void getTripSchedule(
      GetTripScheduleRequest request, StreamObserver<GetTripScheduleResponse> observer) {
    ScheduleRow schedule = schedules.newestOf(request.getTripId());
    answer(
        observer,
        GetTripScheduleResponse.newBuilder().setSchedule(ScheduleMessages.full(schedule)).build());
  }

  @Override
  public void getDaySchedule(
      GetDayScheduleRequest request, StreamObserver<GetDayScheduleResponse> observer) {
    DayRow day = schedules.dayOf(request.getTripId(), request.getDay());
    answer(observer, ScheduleMessages.dayResponse(day));
  }

  @Override
  public void listSchedules(
      ListSchedulesRequest request, StreamObserver<ListSchedulesResponse> observer) {
    PageToken.Page page =
        PageToken.page(
            request.getPageSize(), request.getPageToken(), ScheduleMessages.filter(request));
    List<ScheduleRow> found =
        schedules.list(ScheduleMessages.query(request), page.beforeId(), page.rowsToRead());
    var filled = page.fill(found, ScheduleMessages::outline, ScheduleRow::id);
    answer(
        observer,
        ListSchedulesResponse.newBuilder()
            .addAllSchedules(filled.messages())
            .setNextPageToken(filled.nextToken())
            .build());
  }

  @Override
  public void validateSchedule(
      ValidateScheduleRequest request, StreamObserver<ValidateScheduleResponse> observer) {
    List<DayEntry> days = EditedScheduleMessages.timedDays(request.getSchedule(), "schedule");
    PlanningProblem problem =
        request.hasTrip()
            ? schedules.problemOf(TripMessages.request(request.getTrip(), "trip"), "trip")
            : schedules.problemOf(request.getSchedule().getRequestId());
    answer(
        observer,
        ValidateScheduleResponse.newBuilder()
            .addAllViolations(
                ScheduleValidation.violations(days, problem).stream()
                    .map(found -> ScheduleMessages.violation(found, "schedule"))
                    .toList())
            .build());
  }

  @Override
  public void pinSchedule(
      PinScheduleRequest request, StreamObserver<PinScheduleResponse> observer) {
    ScheduleRow schedule = schedules.pin(request.getRequestId());
    answer(
        observer,
        PinScheduleResponse.newBuilder().setSchedule(ScheduleMessages.outline(schedule)).build());
  }

  @Override
  public void unpinSchedule(
      UnpinScheduleRequest request, StreamObserver<UnpinScheduleResponse> observer) {
    ScheduleRow schedule = schedules.unpin(request.getRequestId());
    answer(
        observer,
        UnpinScheduleResponse.newBuilder().setSchedule(ScheduleMessages.outline(schedule)).build());
  }

  @Override
  public void deleteSchedule(
      DeleteScheduleRequest request, StreamObserver<DeleteScheduleResponse> observer) {
    schedules.delete(request.getRequestId());
    answer(observer, DeleteScheduleResponse.getDefaultInstance());
  }

  private static <T> void answer(StreamObserver<T> observer, T response) {
    observer.onNext(response);
    observer.onCompleted();
  }
}
