package com.tripgen.ai.bench.service;

import com.tripgen.ai.planning.PlanningProblem;
import com.tripgen.ai.planning.planner.PlanProgress;
import com.tripgen.ai.planning.planner.Planner;
import com.tripgen.ai.planning.planner.PlanningCancelledException;
import com.tripgen.ai.planning.planner.SearchBudget;
import com.tripgen.ai.v1.Job;
import com.tripgen.ai.v1.JobServiceGrpc;
import com.tripgen.ai.v1.JobStatus;
import com.tripgen.ai.v1.ScheduleServiceGrpc;
import com.tripgen.ai.v1.WatchJobRequest;
import com.tripgen.ai.v1.WatchJobResponse;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// Trips that are submitted and watched to their end, against the planner alone in this process.
final class TripContest implements Contest {
  private static final int CALLERS = 32;

  /// Times the usual span: all callers begin at once and each ends its last trip, and that must be
  /// little beside the time in which trips flow evenly.
  private static final int SPANS_OF_MANY = 5;

  private final List<BenchSite.ServeChild> replicas = new ArrayList<>();
  private final List<CallLoad> loads = new ArrayList<>();
  private final Duration span;
  private final int callers;
  private final int planners;
  private final ToDoubleFunction<Repetition> figure;
  private final PlanningProblem problem;

  private TripContest(
      BenchSite site,
      Duration span,
      int replicas,
      int callers,
      int planners,
      ToDoubleFunction<Repetition> figure)
      throws IOException, InterruptedException, SQLException {
    this.span = span;
    this.callers = callers;
    this.planners = planners;
    this.figure = figure;
    for (int i = 0; i < replicas; i++) {
      BenchSite.ServeChild serve = site.serve(BenchSite.SERVE);
      this.replicas.add(serve);
      loads.add(new CallLoad(serve.port()));
    }
    String id = BenchMessages.newId();
    generate(loads.getFirst(), id);
    this.problem = BenchTrip.problem(id, payload(site, id));
  }

  /// How long one trip takes that is alone, in the median.
  static Contest ofOne(BenchSite site, Pace pace)
      throws IOException, InterruptedException, SQLException {
    return new TripContest(
        site, pace.span(), 1, 1, 1, trips -> Summary.of(trips.millis()).median());
  }

  /// How many are made a second.
  ///
  /// @param replicas that share the work
  static Contest ofMany(BenchSite site, Pace pace, int replicas)
      throws IOException, InterruptedException, SQLException {
    int processors = Runtime.getRuntime().availableProcessors();
    return new TripContest(
        site,
        pace.span().multipliedBy(SPANS_OF_MANY),
        replicas,
        CALLERS,
        processors,
        Repetition::perSecond);
  }

  private static String payload(BenchSite site, String requestId) throws SQLException {
    try (Connection connection = site.connect();
        PreparedStatement select =
            connection.prepareStatement(
                "SELECT payload FROM ai_schema.ai_jobs WHERE request_id = ?")) {
      select.setString(1, requestId);
      try (ResultSet rows = select.executeQuery()) {
        rows.next();
        return rows.getString(1);
      }
    }
  }

  /// Has a trip made and watches it to its end.
  static void generate(CallLoad load, String requestId) {
    var _ =
        ScheduleServiceGrpc.newBlockingStub(load.channel())
            .generateSchedule(BenchTrip.request(requestId));
    Iterator<WatchJobResponse> watch =
        JobServiceGrpc.newBlockingStub(load.channel())
            .watchJob(WatchJobRequest.newBuilder().setRequestId(requestId).build());
    Job last = Job.getDefaultInstance();
    while (watch.hasNext()) {
      last = watch.next().getJob();
    }
    if (last.getStatus() != JobStatus.JOB_STATUS_COMPLETED) {
      throw new IllegalStateException("a trip of the bench ended as " + last);
    }
  }

  private void plan() {
    try {
      var _ = Planner.plan(problem, SearchBudget.forProblem(problem), PlanProgress.NONE);
    } catch (PlanningCancelledException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public double service() throws InterruptedException {
    return figure.applyAsDouble(
        Repetition.of(
            callers,
            span,
            caller -> generate(loads.get(caller % loads.size()), BenchMessages.newId())));
  }

  @Override
  public double limit() throws InterruptedException {
    return figure.applyAsDouble(Repetition.of(planners, span, _ -> plan()));
  }

  @Override
  public void close() {
    loads.forEach(CallLoad::close);
    replicas.forEach(BenchSite.ServeChild::close);
  }
}
