package com.tripgen.ai.bench.service;

import com.tripgen.ai.jobs.Job;
import com.tripgen.ai.jobs.JobObserver;
import com.tripgen.ai.v1.JobServiceGrpc;
import com.tripgen.ai.v1.JobServiceGrpc.JobServiceStub;
import com.tripgen.ai.v1.SubmitJobRequest;
import com.tripgen.ai.v1.SubmitJobResponse;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Jobs that are offered at an even pace while another transaction stays open, so that PostgreSQL
/// may clear away nothing of what they leave behind. How long they wait for their handler at the
/// end of one long run, against its beginning: each of the last windows of time beside one of the
/// first.
final class HeldRun implements Measurement {
  private static final int JOBS_PER_SECOND = 200;
  private static final int CONCURRENCY = 200;
  private static final int CALLERS = 64;
  private static final int WINDOWS = 30;
  private static final int COMPARED = 5;
  private static final double QUANTILE = 0.99;
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

  private final Duration span;
  private final BenchSite.ServeChild serve;
  private final CallLoad load;
  private final JobServiceStub jobs;
  private final JobTable table;
  private final Connection holder;
  private final BenchWorker worker;
  private @Nullable Waits waits;
  private @Nullable Throwable failure;

  HeldRun(BenchSite site, Duration span) throws IOException, InterruptedException, SQLException {
    this.span = span;
    this.serve = site.serve(BenchSite.SERVE, "--role=api", "--queue-limit=100000000");
    this.load = new CallLoad(serve.port());
    this.jobs = JobServiceGrpc.newStub(load.channel());
    this.table = new JobTable(site);
    this.holder = site.connect();
    this.worker =
        new BenchWorker(
            site.access(), new BenchHandler(this::began), CONCURRENCY, JobObserver.NONE);
  }

  private synchronized void began(Job job) {
    if (waits != null) {
      waits.add(job.createdAt(), Instant.now());
      notifyAll();
    }
  }

  @Override
  public Pairs measure() throws SQLException, InterruptedException {
    warmUp();
    Waits measured = new Waits(openTransaction());
    synchronized (this) {
      waits = measured;
    }
    offer(span);
    await(measured);
    return measured.lastBesideFirst(WINDOWS, COMPARED, QUANTILE);
  }

  /// What a JVM gains by being warm must not look like what the database has lost.
  private void warmUp() throws SQLException, InterruptedException {
    var _ = load.perSecond(CALLERS, List.of(SubmitContest.SUBMIT), span.dividedBy(30));
    table.awaitAll();
    offer(span.dividedBy(10));
    table.awaitAll();
  }

  /// Returns when it began.
  private Instant openTransaction() throws SQLException {
    holder.setAutoCommit(false);
    holder.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
    try (Statement statement = holder.createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT now() FROM ai_schema.ai_jobs ORDER BY id LIMIT 1")) {
      rows.next();
      return rows.getObject(1, OffsetDateTime.class).toInstant();
    }
  }

  private static int count(Duration span) {
    return (int) Math.max(1, JOBS_PER_SECOND * span.toMillis() / 1000);
  }

  private void offer(Duration span) {
    EvenPace.run(
        count(span), JOBS_PER_SECOND, _ -> submit(BenchMessages.smallJob(BenchMessages.newId())));
  }

  private void submit(SubmitJobRequest request) {
    jobs.submitJob(request, new Submission(request));
  }

  private final class Submission implements StreamObserver<SubmitJobResponse> {
    private final SubmitJobRequest request;

    private Submission(SubmitJobRequest request) {
      this.request = request;
    }

    @Override
    public void onNext(SubmitJobResponse response) {
      // Its handler tells when it begins.
    }

    @Override
    public void onError(Throwable thrown) {
      Status status = Status.fromThrowable(thrown);
      if (status.getCode() == Status.Code.RESOURCE_EXHAUSTED) {
        CallLoad.afterRetryDelay(status, Status.trailersFromThrowable(thrown))
            .execute(() -> submit(request));
        return;
      }
      synchronized (HeldRun.this) {
        failure = thrown;
        HeldRun.this.notifyAll();
      }
    }

    @Override
    public void onCompleted() {
      // Nothing else is to come.
    }
  }

  private synchronized void await(Waits measured) throws InterruptedException {
    int all = count(span);
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (measured.count() < all) {
      long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      if (failure != null || left <= 0) {
        throw new IllegalStateException(
            "%d of %d jobs did not begin".formatted(all - measured.count(), all), failure);
      }
      wait(left);
    }
  }

  @Override
  public void close() throws SQLException {
    load.close();
    worker.close();
    holder.close();
    table.close();
    serve.close();
  }
}
