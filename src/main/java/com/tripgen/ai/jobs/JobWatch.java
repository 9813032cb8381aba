package com.tripgen.ai.jobs;

import com.tripgen.ai.database.Database;
import com.tripgen.ai.database.GroupCommit;
import com.tripgen.ai.errors.ServiceException;
import com.tripgen.ai.v1.ErrorReason;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// All watch streams of this process. One thread reads for all of them: told by signals which jobs
/// changed, and looking at every watched job now and then because signals may be lost.
public final class JobWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(JobWatch.class);
  private static final int JOBS_PER_READ = 1000;
  private static final Duration RETRY_DELAY = Duration.ofMillis(200);

  private final Database database;
  private final WatchSettings settings;
  private final RandomGenerator random;
  private final GroupCommit<String, Optional<Job>> openings;
  private final Map<Long, Set<Watcher>> watchers = new ConcurrentHashMap<>();
  private final Set<Long> changed = ConcurrentHashMap.newKeySet();
  private final Semaphore wakeUp = new Semaphore(0);
  private final ScheduledThreadPoolExecutor timer;
  private final Thread reader;
  private volatile boolean closed;

  public JobWatch(
      Database database, JobSignals signals, WatchSettings settings, RandomGenerator random) {
    this.database = database;
    this.settings = settings;
    this.random = random;
    this.openings = new GroupCommit<>(this::findAll);
    this.timer =
        new ScheduledThreadPoolExecutor(
            1,
            Thread.ofPlatform().daemon().name("watch-timer").factory(),
            // A stream that is opened during the close is ended at once and needs no timer.
            new ThreadPoolExecutor.DiscardPolicy());
    timer.setRemoveOnCancelPolicy(true);
    this.reader = Thread.ofPlatform().daemon().name("watch-reader").unstarted(this::readLoop);
    signals.subscribe(new Signals());
  }

  public void start() {
    reader.start();
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
    Watcher watcher = new Watcher(job, afterRevision, stream);
    watchers.compute(
        job.id(),
        (id, known) -> {
          Set<Watcher> all = known == null ? ConcurrentHashMap.newKeySet() : known;
          all.add(watcher);
          return all;
        });
    long beat = heartbeat.toMillis();
    watcher.cancelWith(
        timer.scheduleWithFixedDelay(watcher::heartbeat, beat, beat, TimeUnit.MILLISECONDS));
    long maxAge = settings.maxAge().toMillis();
    watcher.cancelWith(
        timer.schedule(
            () -> endForAge(watcher),
            maxAge / 2 + random.nextLong(maxAge / 2 + 1),
            TimeUnit.MILLISECONDS));
    if (closed) {
      endForShutdown(watcher);
    }
    read(job.id());
    return new Subscription(watcher);
  }

  private List<Optional<Job>> findAll(List<String> requestIds) {
    Map<String, Job> found =
        database
            .transaction(
                session -> session.getMapper(JobMapper.class).findBasicByRequestIds(requestIds))
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
        read(watcher.jobId);
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

  private void read(long jobId) {
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

  private void readLoop() {
    long nextReread = System.nanoTime();
    while (!closed) {
      try {
        long wait = nextReread - System.nanoTime();
        if (wakeUp.tryAcquire(wait, TimeUnit.NANOSECONDS)) {
          wakeUp.drainPermits();
        }
        if (nextReread - System.nanoTime() <= 0) {
          nextReread = System.nanoTime() + settings.reread().toNanos();
          inBatches(watchers.keySet(), this::findDifferent);
        }
        Set<Long> due = new HashSet<>(changed);
        changed.removeAll(due);
        inBatches(due, this::deliverNews);
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        // The streams stay open: the next re-read finds what was missed.
        LOG.warn("watched jobs could not be read: {}", e.getMessage());
      }
    }
  }

  private void inBatches(Collection<Long> jobIds, Consumer<Long[]> task) {
    List<Long> watched = jobIds.stream().filter(watchers::containsKey).toList();
    for (int from = 0; from < watched.size(); from += JOBS_PER_READ) {
      task.accept(
          watched
              .subList(from, Math.min(from + JOBS_PER_READ, watched.size()))
              .toArray(Long[]::new));
    }
  }

  private void findDifferent(Long[] jobIds) {
    Set<Long> gone = new HashSet<>(List.of(jobIds));
    for (JobPosition stored :
        database.transaction(session -> session.getMapper(JobMapper.class).positions(jobIds))) {
      gone.remove(stored.jobId());
      if (of(stored.jobId()).stream().anyMatch(it -> it.differs(stored))) {
        changed.add(stored.jobId());
      }
    }
    gone.forEach(this::endForPurge);
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
  private void deliverNews(Long[] jobIds) {
    Map<Long, List<Watcher>> readers =
        Arrays.stream(jobIds).collect(Collectors.toMap(id -> id, id -> List.copyOf(of(id))));
    for (JobNews news :
        database.transaction(session -> news(session.getMapper(JobMapper.class), readers))) {
      for (Watcher watcher : readers.getOrDefault(news.row().id(), List.of())) {
        if (deliver(news, watcher)) {
          forget(watcher);
        }
      }
    }
  }

  /// A stream that cannot be told ends alone.
  private static boolean deliver(JobNews news, Watcher watcher) {
    try {
      return watcher.deliver(news);
    } catch (RuntimeException e) {
      String errorId = UUID.randomUUID().toString();
      LOG.error("a watch of job {} broke, error_id {}", news.row().requestId(), errorId, e);
      watcher.fail(
          new ServiceException(
              ErrorReason.ERROR_REASON_INTERNAL,
              "the watch broke; the log has the details under error_id " + errorId,
              Map.of("error_id", errorId),
              List.of()),
          false);
      return true;
    }
  }

  /// Rows before events, each from its own snapshot: a status change between the two shows as an
  /// event beyond the row, never as a gap below it.
  private static List<JobNews> news(JobMapper jobs, Map<Long, List<Watcher>> readers) {
    Long[] jobIds = readers.keySet().toArray(Long[]::new);
    List<Job> rows = jobs.findAllBasic(jobIds);
    Long[] cursors =
        Arrays.stream(jobIds)
            .map(
                id ->
                    readers.getOrDefault(id, List.of()).stream()
                        .mapToLong(Watcher::cursor)
                        .min()
                        .orElse(Long.MAX_VALUE))
            .toArray(Long[]::new);
    Map<Long, List<JobEvent>> events = byJob(jobs.changes(jobIds, cursors));
    Long[] ending =
        rows.stream()
            .filter(row -> ends(row, events.getOrDefault(row.id(), List.of())))
            .map(Job::id)
            .toArray(Long[]::new);
    Map<Long, List<JobEvent>> histories = new HashMap<>();
    Map<Long, Job> contents = new HashMap<>();
    if (ending.length > 0) {
      Long[] fromTheStart = new Long[ending.length];
      Arrays.fill(fromTheStart, 0L);
      histories.putAll(byJob(jobs.changes(ending, fromTheStart)));
      jobs.findAll(ending).forEach(job -> contents.put(job.id(), job));
    }
    return rows.stream()
        .map(
            row ->
                new JobNews(
                    contents.containsKey(row.id())
                        ? row.withContentOf(contents.get(row.id()))
                        : row,
                    events.getOrDefault(row.id(), List.of()),
                    histories.getOrDefault(row.id(), List.of())))
        .toList();
  }

  private static boolean ends(Job row, List<JobEvent> events) {
    return row.status().isFinal() || events.stream().anyMatch(event -> event.status().isFinal());
  }

  private static Map<Long, List<JobEvent>> byJob(List<JobEvent> events) {
    return events.stream().collect(Collectors.groupingBy(JobEvent::jobId));
  }

  /// Ends every stream so that its caller resumes on another replica.
  @Override
  public void close() {
    closed = true;
    reader.interrupt();
    watchers.values().stream().flatMap(Set::stream).toList().forEach(this::endForShutdown);
    timer.shutdownNow();
  }

  private final class Signals implements JobSignals.Listener {
    @Override
    public void changed(long jobId, long revision) {
      if (of(jobId).stream().anyMatch(watcher -> watcher.isBehind(revision))) {
        read(jobId);
      }
    }
  }
}
