package com.tripgen.ai.planning.planner;

import com.tripgen.ai.planning.PlanningProblem;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.function.LongSupplier;

/// How long the search goes on. The iterations decide, so that the same problem gives the same plan
/// on every machine.
///
/// @param guard ends the search of a machine that is far too slow for them
/// @param clock in nanoseconds, by which the guard goes
public record SearchBudget(int iterations, Duration guard, LongSupplier clock) {
  private static final Duration GUARD = Duration.ofSeconds(5);
  private static final int FEWEST = 300;
  private static final int MOST = 4000;

  /// Iterations times places that take about 130 ms.
  private static final int WORK = 700_000;

  public SearchBudget {
    if (iterations < 0 || guard.isNegative()) {
      throw new IllegalArgumentException("a search budget cannot be negative");
    }
  }

  public SearchBudget(int iterations, Duration guard) {
    this(iterations, guard, System::nanoTime);
  }

  /// Adapted to the size of the trip: 5 days with 200 candidates stay under 200 ms.
  public static SearchBudget forProblem(PlanningProblem problem) {
    long days =
        ChronoUnit.DAYS.between(
                problem.stays().getFirst().arrivalDate(), problem.stays().getLast().departureDate())
            + 1;
    int places = Math.max(1, problem.candidates().size() / problem.stays().size());
    long iterations = Math.max(WORK / places, 50 * days);
    return new SearchBudget(Math.clamp(iterations, FEWEST, MOST), GUARD);
  }
}
