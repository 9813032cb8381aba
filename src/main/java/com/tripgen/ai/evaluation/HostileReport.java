package com.tripgen.ai.evaluation;

import com.tripgen.ai.evaluation.FakeModelServer.Behaviour;
import com.tripgen.ai.models.Usage;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;

/// What came of asking hostile models with hostile requests.
///
/// @param passed plans that keep every constraint
/// @param slowest the longest that models took for one job
/// @param deadline that they had
/// @param usage by the metadata of all jobs, as by the count of the provider
/// @param failures every promise that was not kept
public record HostileReport(
    int requests,
    int passed,
    Duration slowest,
    Duration deadline,
    Usage usage,
    BigDecimal cost,
    List<Group> behaviours,
    List<Failure> failures) {
  public HostileReport {
    behaviours = List.copyOf(behaviours);
    failures = List.copyOf(failures);
  }

  /// Requests for which the provider behaved the same.
  ///
  /// @param byModel jobs for which a valid answer came in the end
  public record Group(Behaviour behaviour, int requests, int passed, int byModel, int calls) {}

  /// A promise that was not kept.
  ///
  /// @param request its number, from 1
  public record Failure(int request, Behaviour behaviour, String text, String what) {}

  public boolean holds() {
    return failures.isEmpty();
  }
}
