package com.tripgen.ai.operations;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Param;

/// What there is to check in a database. Works before the tables are there, and reads only.
interface InstallationMapper {
  /// Ends each statement of the transaction after some seconds, and makes PostgreSQL write names
  /// with their schema.
  void prepare();

  Site site();

  /// Where the connection leads.
  ///
  /// @param version such as `180001`
  record Site(String database, String role, String encoding, int version) {}

  /// Who owns the schema; nothing when there is none.
  Optional<String> schemaOwner();

  List<SchemaObject> objects();

  boolean serviceRoleExists();

  /// The statements that grant what the service role lacks.
  List<String> missingGrants();

  /// The extensions of the guide that the server offers and the database lacks.
  List<String> missingExtensions();

  List<String> missingJobTypes(@Param("jobTypes") String[] jobTypes);

  /// The statements that end row level security, with which queries answer less than there is.
  List<String> rowSecurity();

  RowCounts rowCounts(@Param("limit") int limit);

  /// How many rows there are, counted up to a limit.
  record RowCounts(long jobs, long schedules, long recommendations) {
    boolean isEmpty() {
      return jobs + schedules + recommendations == 0;
    }
  }

  /// Statements that mend documents which the queries of section 9.3 can't read, among the newest.
  List<String> unreadableDocuments(@Param("newest") int newest);

  Optional<LastBackup> lastBackup();

  record LastBackup(String file, Duration age) {}

  /// Settings with which a crash may lose what was acknowledged, and how to set them right.
  List<UnsafeSetting> unsafeSettings();

  record UnsafeSetting(String name, String value, String mend) {}

  Standbys standbys();

  /// Whom commits wait for, empty for nobody, and how many follow.
  record Standbys(String awaited, long connected) {}

  List<String> abandonedJobs(@Param("limit") int limit);

  /// Indexes several times as large as their entries.
  List<String> bloatedIndexes(@Param("minimumPages") int minimumPages);

  /// Sessions that hold a table against all others.
  List<Integer> lockHolders();
}
