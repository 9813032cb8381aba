package com.tripgen.ai.jobs;

import com.tripgen.ai.database.Database;
import com.tripgen.ai.database.GroupCommit;
import com.tripgen.ai.errors.ServiceException;
import com.tripgen.ai.v1.ErrorReason;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// All watch streams of this process. One thread reads for all of them, told by signals which jobs
/// changed. Another one looks at every watched job now and then, because signals may be lost, and a
/// third one minds the time.
public final class JobWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(JobWatch.class);
  private static final int JOBS_PER_READ = 1000;
  private static final Duration RETRY_DELAY = Duration.ofMillis(200);

  /// How exactly heartbeats and ages are kept to.
  private static final Duration TICK = Duration.ofMillis(100);

  private final Database database;
  private final WatchSettings settings;
  private final JobObserver observer;
  private final RandomGenerator random;
  private final GroupCommit<String, Optional<Job>> openings;
  private final Map<Long, Set<Watcher>> watchers = new ConcurrentHashMap<>();
  private final Set<Long> changed = ConcurrentHashMap.newKeySet();
  private final Semaphore wakeUp = new Semaphore(0);
  private final List<Thread> threads;
  private volatile boolean closed;

  public JobWatch(
      Database database, JobSignals signals, WatchSettings settings, RandomGenerator random) {
    this.database = database;
    this.settings = settings;
    this.observer = signals.observer();
    this.random = random;
    this.openings = new GroupCommit<>(this::findAll);
    this.threads =
        List.of(
            thread("watch-reader", this::read),
            thread("watch-rereader", this::reread),
            thread("watch-timer", this::tick));
    signals.subscribe(new Signals());
  }

  public void start() {
    threads.forEach(Thread::start);
  }

  /// Watches a job until its final state.
  ///
  /// @param afterRevision 0 to start with the job as it is
  /// @return to be told when the caller becomes ready or goes away
  Subscription watch(String requestId, long afterRevision, Duration heartbeat, WatchStream stream) {
    Job job = openings.submit(requestId).orElseThrow(() -> JobQueue.notFound(requestId));
    if (afterRevision > job.revision()) {
      throw revisionFromTheFuture(afterRevision, job);
    }
    long maxAge = settings.maxAge().toMillis();
    Watcher watcher =
        new Watcher(
            job,
            new Watcher.Wanted(requestId, afterRevision, heartbeat),
            Duration.ofMillis(maxAge / 2 + random.nextLong(maxAge / 2 + 1)),
            stream,
            observer);
    watchers.compute(
        job.id(),
        (id, known) -> {
          Set<Watcher> all = known == null ? ConcurrentHashMap.newKeySet() : known;
          all.add(watcher);
          return all;
        });
    if (closed) {
      endForShutdown(watcher);
    }
    askFor(job.id());
    return new Subscription(watcher);
  }

  private List<Optional<Job>> findAll(List<String> requestIds) {
    Map<String, Job> found =
        database
            .read(session -> session.getMapper(JobMapper.class).findBasicByRequestIds(requestIds))
            .stream()
            .collect(Collectors.toMap(Job::requestId, Function.identity()));
    return requestIds.stream().map(id -> Optional.ofNullable(found.get(id))).toList();
  }

  static ServiceException revisionFromTheFuture(long revision, Job job) {
    return new ServiceException(
        ErrorReason.ERROR_REASON_REVISION_FROM_THE_FUTURE,
        "revision %d is later than the job's revision %d; watch without it"
            .formatted(revision, job.revision()),
        Map.of("revision", Long.toString(job.revision())),
        List.of());
  }

  /// What the transport tells a watch.
  final class Subscription {
    private final Watcher watcher;

    private Subscription(Watcher watcher) {
      this.watcher = watcher;
    }

    void ready() {
      if (watcher.wantsMore()) {
        askFor(watcher.jobId);
      }
    }

    void cancel() {
      watcher.end();
      forget(watcher);
    }
  }

  public int openWatches() {
    return watchers.values().stream().mapToInt(Set::size).sum();
  }

  private void askFor(long jobId) {
    changed.add(jobId);
    wakeUp.release();
  }

  private void forget(Watcher watcher) {
    watchers.computeIfPresent(
        watcher.jobId,
        (id, known) -> {
          known.remove(watcher);
          return known.isEmpty() ? null : known;
        });
  }

  private void tick() throws InterruptedException {
    Thread.sleep(TICK);
    long now = System.nanoTime();
    for (Set<Watcher> ofJob : watchers.values()) {
      for (Watcher watcher : ofJob) {
        if (watcher.isAged(now)) {
          alone(watcher, () -> endForAge(watcher));
        } else {
          alone(watcher, () -> watcher.heartbeatIfDue(now));
        }
      }
    }
  }

  private void endForAge(Watcher watcher) {
    watcher.fail(
        ServiceException.retryable(
            ErrorReason.ERROR_REASON_STREAM_AGE_REACHED,
            "the stream has reached its maximum age; resume after the last revision",
            Duration.ZERO),
        true);
    forget(watcher);
  }

  private void endForShutdown(Watcher watcher) {
    watcher.fail(
        ServiceException.retryable(
            ErrorReason.ERROR_REASON_SERVER_SHUTTING_DOWN,
            "this replica is shutting down; resume after the last revision on another one",
            RETRY_DELAY),
        true);
    forget(watcher);
  }

  private interface Turn {
    void take() throws InterruptedException;
  }

  private Thread thread(String name, Turn turn) {
    return Thread.ofPlatform().daemon().name(name).unstarted(() -> repeat(turn));
  }

  private void repeat(Turn turn) {
    while (!closed) {
      try {
        turn.take();
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        // The streams stay open: the next re-read finds what was missed.
        LOG.warn("watches could not be served: {}", e.getMessage());
      }
    }
  }

  private void read() throws InterruptedException {
    wakeUp.acquire();
    wakeUp.drainPermits();
    Set<Long> due = new HashSet<>(changed);
    changed.removeAll(due);
    inBatches(due.stream().filter(watchers::containsKey).toList(), this::deliverNews);
  }

  private void reread() throws InterruptedException {
    Thread.sleep(settings.reread());
    inBatches(
        watchers.values().stream().flatMap(Set::stream).map(Watcher::position).distinct().toList(),
        this::findMoved);
  }

  private static <T> void inBatches(List<T> all, Consumer<List<T>> task) {
    for (int from = 0; from < all.size(); from += JOBS_PER_READ) {
      task.accept(all.subList(from, Math.min(from + JOBS_PER_READ, all.size())));
    }
  }

  private void findMoved(List<JobPosition> told) {
    Long[] jobIds = told.stream().map(JobPosition::jobId).toArray(Long[]::new);
    String[] requestIds = told.stream().map(JobPosition::requestId).toArray(String[]::new);
    Long[] revisions = told.stream().map(JobPosition::revision).toArray(Long[]::new);
    database
        .read(session -> session.getMapper(JobMapper.class).movedOn(jobIds, requestIds, revisions))
        .forEach(this::askFor);
  }

  private void endForPurge(long jobId) {
    for (Watcher watcher : of(jobId)) {
      watcher.fail(JobQueue.notFound(watcher.requestId), false);
      forget(watcher);
    }
  }

  private Set<Watcher> of(long jobId) {
    return watchers.getOrDefault(jobId, Set.of());
  }

  /// Reads for the streams that are open now: one that comes later asks for a read of its own, as
  /// this one may begin after its cursor.
  private void deliverNews(List<Long> jobIds) {
    Map<Long, List<Watcher>> readers =
        jobIds.stream().collect(Collectors.toMap(id -> id, id -> List.copyOf(of(id))));
    Set<Long> gone = new HashSet<>(jobIds);
    for (JobNews news :
        database.read(session -> news(session.getMapper(JobMapper.class), readers))) {
      long jobId = news.row().id();
      gone.remove(jobId);
      for (Watcher watcher : readers.getOrDefault(jobId, List.of())) {
        alone(
            watcher,
            () -> {
              if (watcher.deliver(news)) {
                forget(watcher);
              }
            });
      }
    }
    gone.forEach(this::endForPurge);
  }

  /// A stream that cannot be told ends alone.
  private void alone(Watcher watcher, Runnable telling) {
    try {
      telling.run();
    } catch (RuntimeException e) {
      String errorId = UUID.randomUUID().toString();
      LOG.error("a watch of job {} broke, error_id {}", watcher.requestId, errorId, e);
      watcher.fail(
          new ServiceException(
              ErrorReason.ERROR_REASON_INTERNAL,
              "the watch broke; the log has the details under error_id " + errorId,
              Map.of("error_id", errorId),
              List.of()),
          false);
      forget(watcher);
    }
  }

  private static List<JobNews> news(JobMapper jobs, Map<Long, List<Watcher>> readers) {
    Long[] jobIds = readers.keySet().toArray(Long[]::new);
    Long[] cursors =
        Arrays.stream(jobIds)
            .map(
                id ->
                    readers.getOrDefault(id, List.of()).stream()
                        .mapToLong(Watcher::cursor)
                        .min()
                        .orElse(Long.MAX_VALUE))
            .toArray(Long[]::new);
    JobsAndEvents news = JobsAndEvents.of(jobs.news(jobIds, cursors));
    long readNanos = System.nanoTime();
    Long[] ending =
        news.jobs().stream()
            .filter(row -> ends(row, news.eventsOf(row)))
            .map(Job::id)
            .toArray(Long[]::new);
    JobsAndEvents ends =
        ending.length == 0 ? JobsAndEvents.NONE : JobsAndEvents.of(jobs.ends(ending));
    Map<Long, Job> contents =
        ends.jobs().stream().collect(Collectors.toMap(Job::id, Function.identity()));
    return news.jobs().stream()
        .map(
            row ->
                new JobNews(
                    contents.containsKey(row.id())
                        ? row.withContentOf(contents.get(row.id()))
                        : row,
                    news.eventsOf(row),
                    ends.eventsOf(row),
                    readNanos))
        .toList();
  }

  private static boolean ends(Job row, List<JobEvent> events) {
    return row.status().isFinal() || events.stream().anyMatch(event -> event.status().isFinal());
  }

  /// Ends every stream so that its caller resumes on another replica.
  @Override
  public void close() {
    closed = true;
    threads.forEach(Thread::interrupt);
    watchers.values().stream().flatMap(Set::stream).toList().forEach(this::endForShutdown);
  }

  private final class Signals implements JobSignals.Listener {
    @Override
    public void changed(long jobId, long revision) {
      if (of(jobId).stream().anyMatch(watcher -> watcher.isBehind(revision))) {
        askFor(jobId);
      }
    }
  }
}
