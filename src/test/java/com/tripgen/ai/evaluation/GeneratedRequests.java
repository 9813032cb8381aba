package com.tripgen.ai.evaluation;

import com.tripgen.ai.planning.PlanningProblem;
import com.tripgen.ai.sources.Assembly;
import com.tripgen.ai.sources.Catalogue;
import com.tripgen.ai.sources.ProblemAssembler;

/// The requests of an evaluation, for the tests of what is made of their plans.
public final class GeneratedRequests {
  private static final long SEED = 1;
  private static final Catalogue CATALOGUE = Catalogue.bundled();
  private static final ProblemAssembler ASSEMBLER = ProblemAssembler.offline(CATALOGUE);

  private GeneratedRequests() {}

  /// One of them, numbered from 1.
  public static PlanningProblem problem(int number) {
    return ((Assembly.Ready) ASSEMBLER.assemble(RandomRequest.of(CATALOGUE, SEED, number)))
        .problem();
  }
}
