package com.tripgen.ai.operations;

import com.google.protobuf.util.Durations;
import com.tripgen.ai.jobs.JobControl;
import com.tripgen.ai.jobs.JobMessages;
import com.tripgen.ai.v1.CheckInstallationResponse;
import com.tripgen.ai.v1.GetStatisticsResponse;
import com.tripgen.ai.v1.InstallationCheckStatus;
import com.tripgen.ai.v1.JobQueue;
import com.tripgen.ai.v1.JobStatistics;
import com.tripgen.ai.v1.TableStatistics;
import java.util.List;

/// Translates what is known about the installation.
public final class OperationsMessages {
  private OperationsMessages() {}

  public static GetStatisticsResponse statistics(Statistics statistics) {
    return GetStatisticsResponse.newBuilder()
        .setReadTime(JobMessages.timestamp(statistics.connections().readTime()))
        .setActiveConnections(statistics.connections().active())
        .setOpenConnections(statistics.connections().open())
        .setMaxConnections(statistics.connections().maximum())
        .addAllTables(statistics.tables().stream().map(OperationsMessages::table).toList())
        .addAllJobs(statistics.jobs().stream().map(OperationsMessages::jobs).toList())
        .addAllQueues(statistics.queues().stream().map(OperationsMessages::queue).toList())
        .build();
  }

  private static TableStatistics table(Statistics.Table table) {
    TableStatistics.Builder message =
        TableStatistics.newBuilder()
            .setName(table.name())
            .setSizeBytes(table.sizeBytes())
            .setEstimatedRows(table.estimatedRows());
    if (table.averageJsonBytes() != null) {
      message.setAverageJsonBytes(table.averageJsonBytes());
    }
    if (table.expiringRows() != null) {
      message.setExpiringRows(table.expiringRows());
    }
    return message.build();
  }

  private static JobStatistics jobs(Statistics.Jobs jobs) {
    JobStatistics.Builder message =
        JobStatistics.newBuilder()
            .setJobType(JobMessages.jobType(jobs.jobType()))
            .setStatus(JobMessages.status(jobs.status()))
            .setCount(jobs.count())
            .setAverageProgress(jobs.averageProgress());
    if (jobs.averageDuration() != null) {
      message.setAverageDuration(Durations.fromNanos(jobs.averageDuration().toNanos()));
    }
    return message.build();
  }

  static JobQueue queue(JobControl.Queue queue) {
    return JobQueue.newBuilder()
        .setJobType(JobMessages.jobType(queue.type()))
        .setPaused(queue.paused())
        .setQueuedCount(queue.queued())
        .setProcessingCount(queue.processing())
        .build();
  }

  public static CheckInstallationResponse checks(List<InstallationCheck> checks) {
    return CheckInstallationResponse.newBuilder()
        .addAllChecks(checks.stream().map(OperationsMessages::check).toList())
        .build();
  }

  private static com.tripgen.ai.v1.InstallationCheck check(InstallationCheck check) {
    return com.tripgen.ai.v1.InstallationCheck.newBuilder()
        .setName(check.name())
        .setStatus(
            InstallationCheckStatus.valueOf("INSTALLATION_CHECK_STATUS_" + check.status().name()))
        .setDetail(check.detail())
        .setRemedy(check.remedy())
        .build();
  }
}
