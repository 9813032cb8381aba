package com.tripgen.ai.jobs;

import org.apache.ibatis.session.SqlSession;

/// What a handler leaves behind: stored in one transaction, or not at all.
///
/// @param result JSON object
public record JobCompletion(String result, Rows rows) {

  /// Writes a feature's rows in the engine's transaction.
  @FunctionalInterface
  public interface Rows {
    Rows NONE = (session, job) -> {};

    void store(SqlSession session, Job job);
  }
}
