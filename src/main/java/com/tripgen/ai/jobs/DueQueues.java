package com.tripgen.ai.jobs;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The queues of one job type in which, as far as this worker knows, jobs are due. Fairness keys
/// take turns; within a key the higher priority goes first.
///
/// Each queue has a low-water mark: the run time before which nothing is left to claim. A probe
/// starts there, so that rows which were claimed already, but which an old snapshot keeps in the
/// index, cost nothing. What is committed late, or returns to the queue, lies below the mark: a
/// look at the heads of all queues lowers it again.
final class DueQueues {
  /// How much later than a job's run time its row may become visible without waiting for the next
  /// look at the heads.
  static final Duration LATE_COMMIT = Duration.ofSeconds(1);

  /// Marks are worth keeping for the queues that are served now.
  private static final int MOST_MARKS = 10_000;

  private final NavigableMap<String, NavigableSet<Integer>> due = new TreeMap<>();
  private final Map<QueueKey, Instant> marks =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<QueueKey, Instant> eldest) {
          return size() > MOST_MARKS;
        }
      };
  private String lastServed = "";

  /// Where to look for jobs.
  ///
  /// @param mark null for the beginning
  record Probe(QueueKey queue, @Nullable Instant mark) {}

  boolean isEmpty() {
    return due.isEmpty();
  }

  /// Something may be due there.
  void add(QueueKey queue) {
    due.computeIfAbsent(queue.fairnessKey(), key -> new TreeSet<>(Comparator.reverseOrder()))
        .add(queue.priority());
  }

  /// Takes note of a look at heads.
  void seen(Collection<QueueHead> heads) {
    for (QueueHead head : heads) {
      Instant runTime = head.runTime();
      if (runTime == null) {
        remove(head.key());
        raise(head.key(), head.readAt());
      } else {
        add(head.key());
        marks.computeIfPresent(
            head.key(), (queue, mark) -> runTime.isBefore(mark) ? runTime : mark);
      }
    }
  }

  /// The queues of the next keys in turn.
  List<Probe> next(int mostKeys) {
    List<Probe> probes = new ArrayList<>();
    due.tailMap(lastServed, false).entrySet().stream()
        .limit(mostKeys)
        .forEach(entry -> addProbes(entry.getKey(), entry.getValue(), probes));
    long missing =
        mostKeys - probes.stream().map(probe -> probe.queue().fairnessKey()).distinct().count();
    due.headMap(lastServed, true).entrySet().stream()
        .limit(missing)
        .forEach(entry -> addProbes(entry.getKey(), entry.getValue(), probes));
    return probes;
  }

  private void addProbes(String key, Collection<Integer> priorities, List<Probe> probes) {
    for (int priority : priorities) {
      QueueKey queue = new QueueKey(key, priority);
      probes.add(new Probe(queue, marks.get(queue)));
    }
  }

  /// Takes note of a claim: the turn goes on after the last key that got the most.
  void served(List<Probe> probes, Collection<Job> claimed) {
    Map<String, Integer> counts = new HashMap<>();
    for (Job job : claimed) {
      counts.merge(job.fairnessKey(), 1, Integer::sum);
      raise(new QueueKey(job.fairnessKey(), job.priority()), job.runTime());
    }
    int most = counts.values().stream().mapToInt(count -> count).max().orElse(0);
    probes.stream()
        .map(probe -> probe.queue().fairnessKey())
        .filter(key -> most > 0 && counts.getOrDefault(key, 0) == most)
        .forEach(key -> lastServed = key);
  }

  private void raise(QueueKey queue, Instant doneUntil) {
    marks.merge(
        queue, doneUntil.minus(LATE_COMMIT), (old, raised) -> raised.isAfter(old) ? raised : old);
  }

  private void remove(QueueKey queue) {
    due.computeIfPresent(
        queue.fairnessKey(),
        (key, priorities) -> {
          priorities.remove(queue.priority());
          return priorities.isEmpty() ? null : priorities;
        });
  }
}
