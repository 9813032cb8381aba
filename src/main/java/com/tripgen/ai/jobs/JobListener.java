package com.tripgen.ai.jobs;

import java.util.List;
import org.apache.ibatis.session.SqlSession;

/// Keeps a feature's rows in step with its jobs, in the transaction that stores or moves them. Many
/// jobs may share that transaction, and one that fails is repeated for each of them alone.
@FunctionalInterface
public interface JobListener {
  JobListener NONE = (session, jobs) -> {};

  /// Jobs of the listener's type were submitted.
  ///
  /// @param jobs in the order of their ids, without payload
  default void created(SqlSession session, List<Job> jobs) {}

  /// Jobs of the listener's type changed their status.
  ///
  /// @param jobs as they are after the change, in the order of their ids
  void moved(SqlSession session, List<Job> jobs);
}
