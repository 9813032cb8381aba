package com.tripgen.ai.jobs;

import org.apache.ibatis.session.SqlSession;

/// What a handler leaves behind: stored in one transaction, or not at all.
///
/// @param result JSON object
public record JobCompletion(String result, Rows rows) {

  /// Writes a feature's rows in the engine's transaction, which other jobs may share.
  @FunctionalInterface
  public interface Rows {
    Rows NONE = (session, job) -> {};

    /// Names what they lock besides the rows of their own job. In a shared transaction they are
    /// stored in the order of these names, so that two of these never wait for each other.
    default String lockName() {
      return "";
    }

    /// Stores them.
    ///
    /// @throws OutdatedException when what they were made from has changed since
    void store(SqlSession session, Job job);
  }
}
