package com.tripgen.ai.operations;

import java.util.List;

/// What section 11 of the installation guide looks at.
interface StatisticsMapper {
  /// Makes the transaction read-only, one snapshot for all its statements. The first statement.
  void beginSnapshot();

  /// Ends each statement of the transaction after some seconds.
  void limitTime();

  Statistics.Connections connections();

  List<Statistics.Table> tables();

  List<Statistics.Jobs> jobs();
}
