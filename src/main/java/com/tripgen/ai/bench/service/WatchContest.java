package com.tripgen.ai.bench.service;

import com.google.protobuf.util.Durations;
import com.tripgen.ai.v1.BatchSubmitJobsRequest;
import com.tripgen.ai.v1.Job;
import com.tripgen.ai.v1.JobServiceGrpc;
import com.tripgen.ai.v1.WatchJobRequest;
import com.tripgen.ai.v1.WatchJobResponse;
import io.grpc.CallOptions;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Progress of jobs that another replica runs, on its way to their watchers once it is committed,
/// against notifications on their way through a bare server to as many streams, counted from when
/// their transaction began.
final class WatchContest implements Contest {

  /// Each runs on a thread of its own. Watchers beyond them wait for jobs that wait.
  private static final int MOST_RUNNING = 1_000;

  /// Where there are so many jobs; else each changes once a second, too seldom for two of its
  /// changes to be made into one.
  private static final int MOST_CHANGES_PER_SECOND = 200;

  private static final int BATCH = 500;
  private static final long LONGEST_ATTEMPT_SECONDS = 3_600;

  private final Pace pace;
  private final BenchSite.ServeChild serve;
  private final BenchSite.ServeChild listener;
  private final CallLoad load;
  private final CallLoad listenerLoad;
  private final RunningJobs jobs;
  private final Connection connection;
  private final PreparedStatement notify;
  private final Arrivals arrivals;
  private final Map<String, Long> changedNanos = new ConcurrentHashMap<>();
  private final List<String> ids;
  private final int running;
  private int next;

  WatchContest(BenchSite site, Pace pace, int watchers)
      throws IOException, InterruptedException, SQLException {
    this.pace = pace;
    this.ids = Stream.generate(BenchMessages::newId).limit(watchers).toList();
    this.running = Math.min(watchers, MOST_RUNNING);
    this.arrivals = new Arrivals(Math.min(MOST_CHANGES_PER_SECOND, running));
    this.serve = site.serve(BenchSite.SERVE, "--role=api");
    this.listener = site.launchListener();
    listener.awaitServing();
    this.load = new CallLoad(serve.port());
    this.listenerLoad = new CallLoad(listener.port());
    this.jobs =
        new RunningJobs(site.access(), running, id -> changedNanos.put(id, System.nanoTime()));
    this.connection = site.connect();
    this.notify =
        connection.prepareStatement(
            "SELECT pg_notify('"
                + ListenServer.CHANNEL
                + "', ? || '"
                + ListenServer.NAME_ENDS
                + "' || (EXTRACT(EPOCH FROM now()) * 1000000)::BIGINT)");
    submitAll();
    jobs.awaitAll();
    open(this::watch);
    open(this::listen);
  }

  private void submitAll() {
    for (int from = 0; from < ids.size(); from += BATCH) {
      var batch = BatchSubmitJobsRequest.newBuilder();
      for (String id : ids.subList(from, Math.min(from + BATCH, ids.size()))) {
        batch.addRequests(
            BenchMessages.smallJob(id).toBuilder()
                .setAttemptTimeout(Durations.fromSeconds(LONGEST_ATTEMPT_SECONDS)));
      }
      var _ = JobServiceGrpc.newBlockingStub(load.channel()).batchSubmitJobs(batch.build());
    }
  }

  private interface Opening {
    void open(String id, Runnable opened);
  }

  private void open(Opening opening) throws InterruptedException {
    CountDownLatch all = new CountDownLatch(ids.size());
    ids.forEach(id -> opening.open(id, all::countDown));
    all.await();
  }

  private void watch(String id, Runnable opened) {
    JobServiceGrpc.newStub(load.channel())
        .watchJob(
            WatchJobRequest.newBuilder().setRequestId(id).build(),
            new Messages<WatchJobResponse>(opened, this::told));
  }

  private void told(WatchJobResponse message) {
    Job job = message.getJob();
    if (job.getCurrentStep().startsWith(RunningJobs.CHANGED)) {
      Long changed = changedNanos.get(job.getRequestId());
      if (changed == null) {
        throw new IllegalStateException("a watcher knew of a change before it was committed");
      }
      arrivals.arrived(Duration.ofNanos(System.nanoTime() - changed));
    }
  }

  private void listen(String id, Runnable opened) {
    ClientCalls.asyncServerStreamingCall(
        listenerLoad.channel().newCall(RawCalls.LISTEN, CallOptions.DEFAULT),
        id.getBytes(StandardCharsets.UTF_8),
        new Messages<>(opened, this::heard));
  }

  private void heard(byte[] message) {
    String payload = new String(message, StandardCharsets.UTF_8);
    long micros = Long.parseLong(payload.substring(payload.indexOf(ListenServer.NAME_ENDS) + 1));
    Instant began = Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    arrivals.arrived(Duration.between(began, Instant.now()));
  }

  /// Those of one stream after the first, which says that it is open.
  private static final class Messages<T> implements StreamObserver<T> {
    private final Runnable opened;
    private final Consumer<T> told;
    private final List<Throwable> failures = new ArrayList<>();
    private boolean open;

    private Messages(Runnable opened, Consumer<T> told) {
      this.opened = opened;
      this.told = told;
    }

    @Override
    public void onNext(T message) {
      if (open) {
        told.accept(message);
      } else {
        open = true;
        opened.run();
      }
    }

    @Override
    public void onError(Throwable failure) {
      failures.add(failure);
    }

    @Override
    public void onCompleted() {
      // A missing change is found by its count.
    }
  }

  @Override
  public double service() throws InterruptedException {
    return arrivals.p99(pace.span(), change -> jobs.change(nextId()));
  }

  @Override
  public double limit() throws InterruptedException {
    return arrivals.p99(pace.span(), change -> notify(nextId()));
  }

  private String nextId() {
    next = (next + 1) % running;
    return ids.get(next);
  }

  private void notify(String id) {
    try {
      notify.setString(1, id);
      notify.execute();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() throws SQLException {
    load.close();
    listenerLoad.close();
    jobs.close();
    connection.close();
    serve.close();
    listener.close();
  }
}
