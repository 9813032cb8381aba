package com.tripgen.ai.operations;

import com.tripgen.ai.database.Database;
import com.tripgen.ai.database.StatementCancelledException;
import com.tripgen.ai.errors.ServiceException;
import com.tripgen.ai.jobs.JobControl;
import com.tripgen.ai.v1.ErrorReason;
import io.grpc.Context;

/// Reads [Statistics] in one snapshot.
public final class StatisticsReader {
  private final Database database;

  public StatisticsReader(Database database) {
    this.database = database;
  }

  /// Reads all of it in one snapshot.
  ///
  /// @throws ServiceException when reading takes too long
  public Statistics read() {
    try {
      return database.transaction(
          session -> {
            StatisticsMapper mapper = session.getMapper(StatisticsMapper.class);
            mapper.beginSnapshot();
            mapper.limitTime();
            return new Statistics(
                mapper.connections(), mapper.tables(), mapper.jobs(), JobControl.queues(session));
          });
    } catch (StatementCancelledException e) {
      if (Context.current().isCancelled()) {
        throw e;
      }
      throw new ServiceException(
          ErrorReason.ERROR_REASON_DEADLINE_EXCEEDED,
          "the figures could not be read in time: " + e.getMessage());
    }
  }
}
