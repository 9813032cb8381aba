package com.tripgen.ai.bench.service;

import com.tripgen.ai.v1.JobServiceGrpc;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// Replicas on one database whose jobs do nothing, and how fast they take them from the queue to
/// their stored end.
final class IdleJobs implements AutoCloseable {
  private static final int JOBS_PER_SECOND = 10_000;

  /// Jobs wait for commits most of the time; more of them share one.
  private static final int CONCURRENCY = 1_000;

  private final int jobs;
  private final List<BenchSite.ServeChild> replicas = new ArrayList<>();
  private final JobTable table;
  private final JobRow row;

  /// @param replicas that share the work
  IdleJobs(BenchSite site, Pace pace, int replicas)
      throws IOException, InterruptedException, SQLException {
    this.jobs = (int) Math.ceil(JOBS_PER_SECOND * pace.seconds());
    for (int i = 0; i < replicas; i++) {
      this.replicas.add(
          site.serve(
              BenchSite.SERVE_IDLE_JOBS,
              "--concurrency=" + CONCURRENCY,
              "--queue-limit=100000000"));
    }
    this.table = new JobTable(site);
    this.row = sample();
    table.awaitAll();
  }

  private JobRow sample() throws SQLException {
    String id = BenchMessages.newId();
    try (CallLoad load = new CallLoad(replicas.getFirst().port())) {
      var _ = JobServiceGrpc.newBlockingStub(load.channel()).submitJob(BenchMessages.smallJob(id));
    }
    return table.read(id);
  }

  /// How many one measurement takes.
  int jobs() {
    return jobs;
  }

  JobTable table() {
    return table;
  }

  void fill(int finished) throws SQLException {
    table.fill(row, finished);
  }

  double perSecond() throws SQLException, InterruptedException {
    long before = table.lastId();
    table.queue(row, jobs);
    table.awaitAll();
    return jobs / table.secondsOf(jobs, before);
  }

  @Override
  public void close() throws SQLException {
    table.close();
    replicas.forEach(BenchSite.ServeChild::close);
  }
}
