package com.tripgen.ai.jobs;

import com.tripgen.ai.database.Database;
import com.tripgen.ai.database.GroupCommit;
import com.tripgen.ai.errors.ServiceException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.ibatis.session.SqlSession;

/// Stores submitted jobs, those of concurrent callers together.
final class Submissions {
  private final Database database;
  private final JobListeners listeners;
  private final GroupCommit<NewJobRow, Optional<Submission>> group;

  Submissions(Database database, JobListeners listeners) {
    this.database = database;
    this.listeners = listeners;
    this.group =
        new GroupCommit<>(
            rows -> database.transaction(session -> store(session, rows)),
            row -> row.payload().length(),
            GroupCommit.Limits.DEFAULT);
  }

  /// Empty when the `request_id` belongs to other content.
  Optional<Submission> submit(NewJobRow row) {
    return group.submit(row);
  }

  /// All in one transaction, or none.
  ///
  /// @throws ServiceException with the index of the first one whose `request_id` is taken
  List<Submission> submitAll(List<NewJobRow> rows) {
    try {
      return database.transaction(session -> whole(rows, store(session, rows)));
    } catch (ServiceException e) {
      // A feature knows of its refusal only the id.
      int index =
          rows.stream().map(NewJobRow::requestId).toList().indexOf(e.metadata().get("request_id"));
      throw index < 0 ? e : e.at(index);
    }
  }

  private static List<Submission> whole(List<NewJobRow> rows, List<Optional<Submission>> answers) {
    List<Submission> submissions = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      Optional<Submission> answer = answers.get(i);
      if (answer.isEmpty()) {
        throw JobQueue.requestIdReused(rows.get(i).requestId()).at(i);
      }
      submissions.add(answer.get());
    }
    return submissions;
  }

  int waiting() {
    return group.waiting();
  }

  /// The same for every row, in the order given.
  private List<Optional<Submission>> store(SqlSession session, List<NewJobRow> rows) {
    JobMapper jobs = session.getMapper(JobMapper.class);
    // In the order of the ids: two transactions may wait for an id that the other one stores.
    Map<String, NewJobRow> first = new TreeMap<>();
    rows.forEach(row -> first.putIfAbsent(row.requestId(), row));
    List<Job> created = jobs.insert(List.copyOf(first.values()));
    listeners.created(session, created);

    Map<String, Job> stored =
        created.stream().collect(Collectors.toMap(Job::requestId, Function.identity()));
    Set<String> unanswered = new HashSet<>(stored.keySet());
    List<String> taken = first.keySet().stream().filter(id -> !stored.containsKey(id)).toList();
    if (!taken.isEmpty()) {
      jobs.findBasicByRequestIds(taken).forEach(job -> stored.put(job.requestId(), job));
    }
    List<Optional<Submission>> answers = new ArrayList<>();
    for (NewJobRow row : rows) {
      Job job = stored.get(row.requestId());
      answers.add(
          job != null && row.contentHash().equals(job.contentHash())
              ? Optional.of(new Submission(job, unanswered.remove(row.requestId())))
              : Optional.empty());
    }
    return answers;
  }
}
