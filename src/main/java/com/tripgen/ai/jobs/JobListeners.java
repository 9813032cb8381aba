package com.tripgen.ai.jobs;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.apache.ibatis.session.SqlSession;

/// The listeners of all types. Each is told of the jobs of its type, in the order of their ids.
final class JobListeners {
  private final Map<String, JobListener> byType;

  JobListeners(Map<String, JobListener> byType) {
    this.byType = Map.copyOf(byType);
  }

  void created(SqlSession session, Collection<Job> jobs) {
    tell(jobs, (listener, ofType) -> listener.created(session, ofType));
  }

  void moved(SqlSession session, Collection<Job> jobs) {
    tell(jobs, (listener, ofType) -> listener.moved(session, ofType));
  }

  private void tell(Collection<Job> jobs, BiConsumer<JobListener, List<Job>> news) {
    jobs.stream()
        .sorted(Comparator.comparingLong(Job::id))
        .collect(Collectors.groupingBy(Job::jobType, TreeMap::new, Collectors.toList()))
        .forEach(
            (type, ofType) -> news.accept(byType.getOrDefault(type, JobListener.NONE), ofType));
  }
}
