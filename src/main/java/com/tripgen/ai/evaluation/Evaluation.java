package com.tripgen.ai.evaluation;

import com.tripgen.ai.planning.planner.PlanningCancelledException;
import com.tripgen.ai.sources.Catalogue;
import com.tripgen.ai.sources.ProblemAssembler;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Plans generated requests over the bundled catalogue, offline and with the planner's own budget.
///
/// @param numbers of the requests, from 1
public record Evaluation(List<Integer> numbers, long seed) {
  /// The first plans of a process are slow, and would be all that the worst times tell.
  private static final int WARM_UPS = 5;

  public Evaluation {
    numbers = List.copyOf(numbers);
  }

  public static Evaluation of(int requests, long seed) {
    return new Evaluation(IntStream.rangeClosed(1, requests).boxed().toList(), seed);
  }

  /// One request of an evaluation alone.
  public static Evaluation ofOnly(int number, long seed) {
    return new Evaluation(List.of(number), seed);
  }

  /// Is told how many requests are done.
  public interface Listener {
    void done(int requests);
  }

  public EvaluationReport run(Listener listener) throws PlanningCancelledException {
    Catalogue catalogue = Catalogue.bundled();
    Judge judge = new Judge(ProblemAssembler.offline(catalogue));
    for (int i = 0; i < Math.min(WARM_UPS, numbers.size() - 1); i++) {
      judge.judge(0, RandomRequest.of(catalogue, seed, numbers.get(i)));
    }
    List<Judgement> judgements = new ArrayList<>();
    for (int number : numbers) {
      judgements.add(judge.judge(number, RandomRequest.of(catalogue, seed, number)));
      listener.done(judgements.size());
    }
    return new Tally(catalogue, judgements).report(seed);
  }
}
