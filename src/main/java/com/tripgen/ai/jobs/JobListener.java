package com.tripgen.ai.jobs;

import java.util.List;
import org.apache.ibatis.session.SqlSession;

/// Keeps a feature's rows in step with its jobs, in the transaction that moves them.
@FunctionalInterface
public interface JobListener {
  JobListener NONE = (session, jobs) -> {};

  /// Jobs of the listener's type changed their status.
  ///
  /// @param jobs as they are after the change, in the order of their ids
  void moved(SqlSession session, List<Job> jobs);
}
