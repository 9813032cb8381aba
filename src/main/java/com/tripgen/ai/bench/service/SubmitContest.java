package com.tripgen.ai.bench.service;

import com.tripgen.ai.v1.JobServiceGrpc;
import io.grpc.Channel;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Durable submissions, against INSERTs of the same row alone: without its event, without gRPC.
final class SubmitContest implements Contest {
  private static final int CALLERS = 64;
  private static final int CONNECTIONS = 16;

  static final CallLoad.Request SUBMIT =
      new CallLoad.Request(
          RawCalls.of(JobServiceGrpc.getSubmitJobMethod()),
          () -> BenchMessages.smallJob(BenchMessages.newId()).toByteArray());

  private final BenchSite.ServeChild serve;
  private final CallLoad load;
  private final Pace pace;
  private final String sample = BenchMessages.newId();
  private final List<Connection> connections = new ArrayList<>();
  private final ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS);

  SubmitContest(BenchSite site, Pace pace) throws IOException, InterruptedException, SQLException {
    this.pace = pace;
    // No workers: what is submitted stays. Queues without a bound, for the same reason.
    this.serve = site.serve(BenchSite.SERVE, "--role=api", "--queue-limit=100000000");
    this.load = new CallLoad(serve.port());
    Channel channel = load.channel();
    var _ = JobServiceGrpc.newBlockingStub(channel).submitJob(BenchMessages.smallJob(sample));
    for (int i = 0; i < CONNECTIONS; i++) {
      connections.add(site.connect());
    }
  }

  @Override
  public double service() throws InterruptedException {
    return load.perSecond(CALLERS, List.of(SUBMIT), pace.span());
  }

  @Override
  public double limit() throws InterruptedException, ExecutionException {
    long started = System.nanoTime();
    long end = started + pace.span().toNanos();
    List<Callable<Integer>> inserters =
        connections.stream().map(it -> (Callable<Integer>) () -> insertUntil(it, end)).toList();
    int rows = 0;
    for (Future<Integer> inserted : threads.invokeAll(inserters)) {
      rows += inserted.get();
    }
    return rows / ((System.nanoTime() - started) / 1e9);
  }

  private int insertUntil(Connection connection, long endNanos) throws SQLException {
    JobRow row = JobRow.read(connection, sample);
    int rows = 0;
    try (PreparedStatement insert = connection.prepareStatement(JobRow.INSERT)) {
      while (System.nanoTime() - endNanos < 0) {
        row.insert(insert, BenchMessages.newId());
        rows++;
      }
    }
    return rows;
  }

  @Override
  public void close() throws SQLException {
    threads.shutdownNow();
    for (Connection connection : connections) {
      connection.close();
    }
    load.close();
    serve.close();
  }
}
