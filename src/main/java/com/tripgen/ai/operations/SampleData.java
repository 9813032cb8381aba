package com.tripgen.ai.operations;

import com.tripgen.ai.database.Database;

/// The sample rows of the guide's section 7, repaired:
///
/// - JSON is stored as JSON and not as text, and the profile hash is 64 characters of hex, not the
///   66 of a `bytea`, also where the document repeats it;
/// - jobs have ids of their own, so that the rows can be told from others', with times, trip and
///   history as the engine keeps them; finished ones are dated;
/// - the schedule belongs to its job by that id, not by whichever completed job comes first.
///
/// The PROCESSING job is the guide's: no worker has it, and `doctor` says so.
public final class SampleData {
  private final Database database;

  public SampleData(Database database) {
    this.database = database;
  }

  /// Puts in what is missing.
  ///
  /// @return how many rows were
  /// @throws OthersRowsException when there are other rows; nothing was changed
  public int insert() {
    return database.transaction(
        session -> {
          SampleDataMapper mapper = session.getMapper(SampleDataMapper.class);
          mapper.lock();
          if (mapper.hasOthersRows()) {
            throw new OthersRowsException();
          }
          return mapper.insertJobs() + mapper.insertSchedules() + mapper.insertRecommendations();
        });
  }
}
