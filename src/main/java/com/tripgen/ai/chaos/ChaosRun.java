package com.tripgen.ai.chaos;

import com.tripgen.ai.chaos.TimeRules.Rescue;
import com.tripgen.ai.database.DatabaseAccess;
import com.tripgen.ai.database.EmbeddedPostgres;
import com.tripgen.ai.database.Migrations;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/// Server processes under load, and one fault after the other. What clients were told is compared
/// with what is stored when everything is well again.
public final class ChaosRun implements AutoCloseable {
  private static final Duration LEASE = Duration.ofSeconds(5);
  private static final Duration CALM = Duration.ofSeconds(4);
  private static final int CLIENTS_PER_REPLICA = 3;

  private static final List<String> SERVE =
      List.of(
          "--lease=" + LEASE.toSeconds() + "s",
          "--drain-delay=1s",
          "--shutdown-grace=5s",
          "--first-retry=200ms",
          "--longest-retry=2s",
          "--max-stream-age=20s",
          "--concurrency=3");

  private final Settings settings;
  private final Consumer<String> news;
  private final HistoryRecorder recorder = new HistoryRecorder();
  private final ChaosSite site;
  private final ReplicaChannel channel;
  private final Deque<AutoCloseable> open;
  private final Map<String, Integer> survived = new LinkedHashMap<>();
  private final List<Struck> struck = new ArrayList<>();
  private final Recovery recovery;

  /// What to run.
  ///
  /// @param duration of the load, before what is under way is followed to its end; however short,
  ///   there is one fault
  /// @param seed of everything that is chosen
  public record Settings(Duration duration, int replicas, long seed) {}

  private record Struck(Fault fault, Instant start) {}

  private ChaosRun(
      Settings settings,
      Consumer<String> news,
      ChaosSite site,
      ReplicaChannel channel,
      Deque<AutoCloseable> open) {
    this.settings = settings;
    this.news = news;
    this.site = site;
    this.channel = channel;
    this.open = open;
    this.recovery = new Recovery(site, recorder);
  }

  /// Starts a database and the replicas.
  ///
  /// @param folder empty; holds the data and the logs
  /// @param news is told what happens, a line at a time
  public static ChaosRun prepare(Path folder, Settings settings, Consumer<String> news)
      throws IOException, InterruptedException {
    Deque<AutoCloseable> open = new ArrayDeque<>();
    try {
      EmbeddedPostgres postgres =
          EmbeddedPostgres.start(EmbeddedPostgres.Settings.of(folder.resolve("data"), 0));
      open.push(postgres);
      new Migrations(postgres.owner()).migrate();
      TcpProxy hintNetwork = TcpProxy.to(postgres.service());
      open.push(hintNetwork);
      DatabaseAccess service = postgres.service();
      ReplicaGroup replicas =
          ReplicaGroup.start(
              new DatabaseAccess(
                  service.jdbcUrl(),
                  service.user(),
                  service.password(),
                  hintNetwork.through(service).jdbcUrl(),
                  false),
              SERVE,
              Collections.nCopies(settings.replicas(), Map.of()),
              folder);
      open.push(replicas);
      ReplicaChannel channel = ReplicaChannel.to(replicas.addresses());
      open.push(channel);
      ChaosSite site =
          new ChaosSite(postgres, hintNetwork, replicas, LEASE, new Random(settings.seed()));
      return new ChaosRun(settings, news, site, channel, open);
    } catch (IOException | InterruptedException | RuntimeException e) {
      closeAll(open);
      throw e;
    }
  }

  /// Breaks things until the time is over, then follows every job to its end.
  public ChaosReport run() throws IOException, InterruptedException {
    try {
      return breakAndCheck();
    } catch (SQLException | ExecutionException | TimeoutException e) {
      throw new IllegalStateException("chaos itself broke", e);
    }
  }

  private ChaosReport breakAndCheck()
      throws IOException, InterruptedException, SQLException, ExecutionException, TimeoutException {
    LoadClients clients =
        LoadClients.start(
            settings.replicas() * CLIENTS_PER_REPLICA,
            channel.channel(),
            recorder,
            settings.seed());
    long end = System.nanoTime() + settings.duration().toNanos();
    Thread.sleep(CALM);
    Deque<Fault> next = new ArrayDeque<>();
    do {
      if (next.isEmpty()) {
        next.addAll(shuffled());
      }
      strike(next.pop());
    } while (System.nanoTime() - end < 0);
    news.accept("following every job to its end");
    clients.stop();
    return ChaosReport.of(
        settings, LEASE, survived, recorder, StoredJobs.read(site.postgres().owner()), rescues());
  }

  private List<Fault> shuffled() {
    List<Fault> faults = new ArrayList<>(List.of(Fault.values()));
    for (int last = faults.size() - 1; last > 0; last--) {
      Collections.swap(faults, last, site.random().nextInt(last + 1));
    }
    return faults;
  }

  private void strike(Fault fault) throws IOException, InterruptedException, SQLException {
    fault.awaitMoment(site);
    news.accept(fault.label());
    struck.add(new Struck(fault, Instant.now()));
    recorder.set(fault.conditions());
    fault.strike(site);
    recorder.set(Conditions.FAULTY);
    site.replicas().reviveAll();
    survived.merge(fault.label(), 1, Integer::sum);
    recovery.await();
    recorder.set(Conditions.CALM);
    Thread.sleep(CALM);
  }

  /// The jobs that kills of their replicas left behind. Other faults make leases lapse too, but
  /// only a kill says when the worker stopped.
  private List<Rescue> rescues() throws SQLException {
    List<Rescue> rescues = new ArrayList<>();
    DatabaseAccess owner = site.postgres().owner();
    try (Connection connection =
            DriverManager.getConnection(owner.jdbcUrl(), owner.user(), owner.password());
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                """
                SELECT job.request_id, (EXTRACT(EPOCH FROM event.occurred_at) * 1000)::BIGINT
                FROM ai_schema.ai_job_events AS event
                JOIN ai_schema.ai_jobs AS job ON job.id = event.job_id
                WHERE event.error #>> '{details,0,reason}' = 'LEASE_LOST'
                """)) {
      while (rows.next()) {
        String requestId = rows.getString(1);
        Instant rescued = Instant.ofEpochMilli(rows.getLong(2));
        struck.stream()
            .filter(it -> it.start().isBefore(rescued))
            .reduce((_, later) -> later)
            .filter(it -> it.fault() == Fault.KILL)
            .ifPresent(kill -> rescues.add(new Rescue(requestId, kill.start(), rescued)));
      }
    }
    return rescues;
  }

  @Override
  public void close() {
    closeAll(open);
  }

  private static void closeAll(Deque<AutoCloseable> open) {
    while (!open.isEmpty()) {
      try {
        open.pop().close();
      } catch (Exception e) {
        throw new IllegalStateException("chaos could not be tidied up", e);
      }
    }
  }
}
