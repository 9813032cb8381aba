package com.tripgen.ai.bench.service;

import java.util.Locale;

/// What can be measured of the service, and what it is held to.
///
/// In the order in which they are measured. The bench itself makes the calls, and the first figure
/// finds it cold: that of reads, because its limit is made of calls too.
public enum Figure {
  READ("calls/s", "gRPC echo of the same sizes", false, 0.4, 0.7),
  SUBMIT("jobs/s", "INSERT of the row by JDBC, 16 connections", false, 0.5, 1),
  LIFECYCLE("jobs/s", "db-scheduler, lock and fetch, 20 threads", false, 2, 4),
  LIFECYCLE_TUNED("jobs/s", "the same, fetching ahead for high throughput", false, 1, 2),
  FLAT("jobs/s", "the same with few finished jobs in the table", false, 0.9, 1),
  HELD("ms", "the same when the other transaction began", true, 3, 1.5),
  WATCH("ms", "pg_notify, LISTEN and an echo to as many streams", true, 4, 1.5),
  WATCHERS("KB", "as many streams of a bare gRPC server", true, 2, 1.2),
  GENERATE("ms", "the same plan in process", true, 1.5, 1.15),
  THROUGHPUT("trips/s", "the planner alone on all processors", false, 0.8, 0.95),
  START("ms", "bare gRPC server to its first answer", true, 4, 2),
  IDLE("MB", "bare gRPC server", true, 2.5, 1.5);

  private final String unit;
  private final String limit;
  private final boolean atMost;
  private final double floor;
  private final double goal;

  Figure(String unit, String limit, boolean atMost, double floor, double goal) {
    this.unit = unit;
    this.limit = limit;
    this.atMost = atMost;
    this.floor = floor;
    this.goal = goal;
  }

  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// Whether it belongs to the short form.
  public boolean isShort() {
    return switch (this) {
      case SUBMIT, LIFECYCLE, READ, WATCH, GENERATE -> true;
      case LIFECYCLE_TUNED, FLAT, HELD, WATCHERS, THROUGHPUT, START, IDLE -> false;
    };
  }

  /// Whether it takes so long that it is measured only when it is named.
  public boolean isLong() {
    return this == FLAT || this == HELD;
  }

  /// Whether it gets better while it is measured again and again, as speed does.
  boolean warmsUp() {
    return switch (this) {
      case SUBMIT, LIFECYCLE, LIFECYCLE_TUNED, FLAT, READ, WATCH, GENERATE, THROUGHPUT -> true;
      case HELD, WATCHERS, START, IDLE -> false;
    };
  }

  String unit() {
    return unit;
  }

  String limit() {
    return limit;
  }

  Bound bound() {
    return new Bound(atMost, floor, goal);
  }

  Measurement measurement(BenchSite site, Pace pace, LongForm longForm) throws Exception {
    return switch (this) {
      case SUBMIT -> new Turns(new SubmitContest(site, pace), this, pace);
      case LIFECYCLE -> new Turns(new LifecycleContest(site, pace, FetchLimits.USUAL), this, pace);
      case LIFECYCLE_TUNED ->
          new Turns(new LifecycleContest(site, pace, FetchLimits.HIGH_THROUGHPUT), this, pace);
      case FLAT -> new Turns(new FlatContest(site, pace, longForm.finished()), this, pace);
      case HELD -> new HeldRun(site, longForm.held());
      case READ -> new Turns(new ReadContest(site, pace), this, pace);
      case WATCH -> new Turns(new WatchContest(site, pace, 1_000), this, pace);
      case WATCHERS -> new Turns(new HeapContest(site, 10_000), this, pace);
      case GENERATE -> new Turns(TripContest.ofOne(site, pace), this, pace);
      case THROUGHPUT -> new Turns(TripContest.ofMany(site, pace, 1), this, pace);
      case START -> new Turns(ProcessContest.ofStart(site), this, pace);
      case IDLE -> new Turns(ProcessContest.ofMemory(site), this, pace);
    };
  }
}
