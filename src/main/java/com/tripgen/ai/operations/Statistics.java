package com.tripgen.ai.operations;

import com.tripgen.ai.jobs.JobControl;
import com.tripgen.ai.jobs.JobStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Figures about the database and the jobs, read at one time.
///
/// @param tables the largest first
/// @param jobs those created within a day, by type and status
public record Statistics(
    Connections connections, List<Table> tables, List<Jobs> jobs, List<JobControl.Queue> queues) {
  public Statistics {
    tables = List.copyOf(tables);
    jobs = List.copyOf(jobs);
    queues = List.copyOf(queues);
  }

  /// How many connections there are.
  ///
  /// @param open to this database
  /// @param active those at a statement, as far as the role may see
  /// @param maximum what the server takes for all its databases
  public record Connections(Instant readTime, int open, int active, int maximum) {}

  /// Figures about one table.
  ///
  /// @param sizeBytes with indexes and out-of-line storage
  /// @param averageJsonBytes null where no JSON is stored
  /// @param expiringRows within a day; null where rows do not expire
  public record Table(
      String name,
      long sizeBytes,
      long estimatedRows,
      @Nullable Double averageJsonBytes,
      @Nullable Long expiringRows) {}

  /// Figures about the jobs of one type in one status.
  ///
  /// @param jobType a `JobType`, or one that only a newer build knows
  /// @param averageDuration of the last attempts; null while there is no end
  public record Jobs(
      String jobType,
      JobStatus status,
      long count,
      double averageProgress,
      @Nullable Duration averageDuration) {}
}
