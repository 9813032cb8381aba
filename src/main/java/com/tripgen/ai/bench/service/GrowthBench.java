package com.tripgen.ai.bench.service;

import com.tripgen.ai.bench.service.GrowthReport.Row;
import com.tripgen.ai.bench.service.GrowthReport.Step;
import com.tripgen.ai.v1.JobServiceGrpc;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;

/// Measures the same figures at several sizes of what grows. What they are held to does not grow
/// with them, so that each size stands beside the others.
public final class GrowthBench implements AutoCloseable {
  private static final int CALLERS = 64;
  private static final int IDS_TO_READ = 10_000;

  private final BenchSites sites;
  private final Pace pace;

  /// @param folder for data and logs
  public GrowthBench(Path folder, Pace pace) {
    this.sites = new BenchSites(folder);
    this.pace = pace;
  }

  /// Measures what is asked for.
  ///
  /// @param sizes to be measured of each, from small to large
  /// @param progress is told what is being measured
  /// @param measured gets the rows of each as soon as they are there: a failure may come later
  public GrowthReport run(
      Map<Growth, List<Integer>> sizes, Consumer<String> progress, Consumer<List<Row>> measured)
      throws IOException, InterruptedException {
    List<Row> rows = new ArrayList<>();
    for (Map.Entry<Growth, List<Integer>> entry : sizes.entrySet()) {
      Growth growth = entry.getKey();
      Table table = new Table(growth);
      try {
        switch (growth) {
          case FINISHED -> finished(entry.getValue(), table, progress);
          case REPLICAS -> replicas(entry.getValue(), table, progress);
          case WATCHERS -> watchers(entry.getValue(), table, progress);
        }
      } catch (IOException | InterruptedException | RuntimeException e) {
        throw e;
      } catch (Exception e) {
        throw new IllegalStateException(growth.label() + " could not be measured: " + e, e);
      }
      measured.accept(table.rows());
      rows.addAll(table.rows());
    }
    return new GrowthReport(Instant.now(), Runtime.getRuntime().availableProcessors(), rows);
  }

  /// The rows of what grows, as they come.
  private static final class Table {
    private final Growth growth;
    private final Map<Figure, List<Step>> steps = new LinkedHashMap<>();

    private Table(Growth growth) {
      this.growth = growth;
    }

    private void add(Figure figure, int size, Summary seen) {
      steps.computeIfAbsent(figure, _ -> new ArrayList<>()).add(new Step(size, seen));
    }

    private List<Row> rows() {
      return steps.entrySet().stream()
          .map(
              row ->
                  new Row(
                      row.getKey().label(), row.getKey().unit(), growth.label(), row.getValue()))
          .toList();
    }
  }

  private Summary repeat(Figure figure, Callable<Double> measure) throws Exception {
    if (figure.warmsUp()) {
      WarmUp warmUp = new WarmUp(figure.bound().atMost(), pace.warmUps());
      while (!warmUp.isOver()) {
        warmUp.seen(measure.call());
      }
    } else {
      var _ = measure.call();
    }
    List<Double> seen = new ArrayList<>();
    for (int i = 0; i < pace.repetitions(); i++) {
      seen.add(measure.call());
    }
    return Summary.of(seen);
  }

  private void finished(List<Integer> sizes, Table table, Consumer<String> progress)
      throws Exception {
    try (BenchSite site = sites.open(Growth.FINISHED.label());
        JobTable jobs = new JobTable(site);
        // No workers: what is submitted stays.
        BenchSite.ServeChild api =
            site.serve(BenchSite.SERVE, "--role=api", "--queue-limit=100000000");
        CallLoad load = new CallLoad(api.port())) {
      int filled = 0;
      for (int size : sizes) {
        progress.accept(size + " finished");
        long last;
        try (IdleJobs service = new IdleJobs(site, pace, 1)) {
          service.fill(size - filled);
          filled = size;
          last = jobs.lastId();
          table.add(Figure.LIFECYCLE, size, repeat(Figure.LIFECYCLE, service::perSecond));
        }
        jobs.shrinkTo(last);
        CallLoad.Request read = read(jobs.someIds(IDS_TO_READ));
        table.add(Figure.READ, size, repeat(Figure.READ, () -> perSecond(load, read)));
        table.add(
            Figure.SUBMIT,
            size,
            repeat(Figure.SUBMIT, () -> perSecond(load, SubmitContest.SUBMIT)));
        jobs.shrinkTo(last);
      }
    }
  }

  private double perSecond(CallLoad load, CallLoad.Request request) throws InterruptedException {
    return load.perSecond(CALLERS, List.of(request), pace.span());
  }

  /// Of any of these jobs.
  private static CallLoad.Request read(List<String> ids) {
    return new CallLoad.Request(
        RawCalls.of(JobServiceGrpc.getGetJobMethod()),
        () ->
            BenchMessages.getJob(ids.get(ThreadLocalRandom.current().nextInt(ids.size())))
                .toByteArray());
  }

  private void replicas(List<Integer> sizes, Table table, Consumer<String> progress)
      throws Exception {
    for (int size : sizes) {
      progress.accept(size + " replicas");
      try (BenchSite site = sites.open("lifecycle-" + size);
          IdleJobs service = new IdleJobs(site, pace, size)) {
        table.add(Figure.LIFECYCLE, size, repeat(Figure.LIFECYCLE, service::perSecond));
      }
      try (BenchSite site = sites.open("throughput-" + size);
          Contest contest = TripContest.ofMany(site, pace, size)) {
        table.add(Figure.THROUGHPUT, size, repeat(Figure.THROUGHPUT, contest::service));
      }
    }
  }

  private void watchers(List<Integer> sizes, Table table, Consumer<String> progress)
      throws Exception {
    for (int size : sizes) {
      progress.accept(size + " watchers");
      try (BenchSite site = sites.open("watch-" + size);
          Contest contest = new WatchContest(site, pace, size)) {
        table.add(Figure.WATCH, size, repeat(Figure.WATCH, contest::service));
      }
      try (BenchSite site = sites.open("watchers-" + size);
          Contest contest = new HeapContest(site, size)) {
        table.add(Figure.WATCHERS, size, repeat(Figure.WATCHERS, contest::service));
      }
    }
  }

  /// Ends what is being measured.
  @Override
  public void close() {
    sites.close();
  }
}
