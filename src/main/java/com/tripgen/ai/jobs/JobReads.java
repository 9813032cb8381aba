package com.tripgen.ai.jobs;

import com.tripgen.ai.database.Database;
import com.tripgen.ai.database.GroupRead;
import com.tripgen.ai.database.KeptRows;
import com.tripgen.ai.database.Shared;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.ibatis.session.SqlSession;
import org.jspecify.annotations.Nullable;

/// Reads single jobs, those of concurrent callers together.
final class JobReads {
  private final GroupRead<String, Job> basic;
  private final GroupRead<String, Shared<WithHistory>> full;

  /// @param history its status changes, the oldest first
  record WithHistory(Job job, List<JobEvent> history) {}

  JobReads(Database database) {
    this.basic = new GroupRead<>(ids -> database.read(session -> basic(session, ids)));
    KeptRows<String, WithHistory> finished = new KeptRows<>(new Rows());
    this.full = new GroupRead<>(ids -> database.read(session -> finished.read(session, ids)));
  }

  Optional<Job> basic(String requestId) {
    return basic.find(requestId);
  }

  Optional<Shared<WithHistory>> full(String requestId) {
    return full.find(requestId);
  }

  private static Map<String, Job> basic(SqlSession session, Set<String> requestIds) {
    return jobs(session).findBasicByRequestIds(List.copyOf(requestIds)).stream()
        .collect(Collectors.toMap(Job::requestId, Function.identity()));
  }

  /// Of jobs that have ended nothing but the time since is new.
  private static final class Rows implements KeptRows.Source<String, WithHistory> {
    private static final int COPIES = 3;

    @Override
    public Map<String, Long> versions(SqlSession session, Set<String> requestIds) {
      return jobs(session).versions(List.copyOf(requestIds)).stream()
          .collect(Collectors.toMap(JobVersion::requestId, JobVersion::version));
    }

    @Override
    public Map<String, WithHistory> rows(SqlSession session, Set<String> requestIds) {
      List<Job> found = jobs(session).findByRequestIds(List.copyOf(requestIds));
      JobsAndEvents read = new JobsAndEvents(found, histories(session, found));
      return found.stream()
          .collect(
              Collectors.toMap(Job::requestId, job -> new WithHistory(job, read.eventsOf(job))));
    }

    @Override
    public boolean lasts(WithHistory row) {
      return row.job().status().isFinal();
    }

    /// As text, of which a character may take two bytes, and once more as it is sent.
    @Override
    public int bytes(WithHistory row) {
      return COPIES * (length(row.job().payload()) + length(row.job().result()));
    }

    private static int length(@Nullable String text) {
      return text == null ? 0 : text.length();
    }
  }

  private static Map<Long, List<JobEvent>> histories(SqlSession session, Collection<Job> found) {
    if (found.isEmpty()) {
      return Map.of();
    }
    Long[] ids = found.stream().map(Job::id).toArray(Long[]::new);
    return jobs(session).histories(ids).stream().collect(Collectors.groupingBy(JobEvent::jobId));
  }

  private static JobMapper jobs(SqlSession session) {
    return session.getMapper(JobMapper.class);
  }
}
