package com.tripgen.ai.planning.planner;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;

/// A race of chains that take turns and cool with every iteration; from time to time the worse half
/// drops out. They begin with wide ruins and end with narrow ones.
///
/// One chain alone is at times caught in a trap for good, and chains that all run to the end are
/// too short to polish what they have found.
final class Search {
  private static final int CHAINS = 4;

  /// The part of the iterations after which the worse half drops out, again and again until one is
  /// left.
  private static final double LAP = 0.4;

  /// Temperature at the start and at the end, as shares of the best score a place can have.
  private static final double HOT = 0.3;

  private static final double COLD = 0.02;

  private final Solution start;
  private final boolean[] allowed;
  private final RandomGenerator random;
  private final Pulse pulse;
  private final List<Chain> chains = new ArrayList<>();
  private int iterations;

  /// @param allowed by index of place, which places may enter
  Search(Solution start, boolean[] allowed, RandomGenerator random, Pulse pulse) {
    this.start = start;
    this.allowed = allowed;
    this.random = random;
    this.pulse = pulse;
  }

  /// When to end a search before its iterations do.
  interface Goal {
    boolean reached(Solution best);
  }

  Solution run(PlanPhase phase, int most, Goal goal) throws PlanningCancelledException {
    double cooling = Math.pow(COLD / HOT, 1.0 / Math.max(1, most));
    double temperature = HOT * bestScore();
    int field = CHAINS;
    double endOfLap = LAP * most;
    Chain leader = chain(0);
    while (iterations < most && !goal.reached(leader.best())) {
      pulse.underway(phase, iterations, most);
      if (field > 1 && iterations >= endOfLap) {
        field /= 2;
        endOfLap += LAP * most;
        keepBest(field);
      }
      Chain chain = chain(iterations % field);
      chain.step(temperature, 1 - (double) iterations / most);
      if (chain.best().objective() > leader.best().objective()) {
        leader = chain;
      }
      temperature *= cooling;
      iterations++;
    }
    return leader.best();
  }

  private double bestScore() {
    double best = 1;
    for (int day = 0; day < start.days(); day++) {
      DayModel model = start.route(day).day();
      for (int node = 0; node < model.network().places(); node++) {
        if (allowed[model.network().index(node)]) {
          best = Math.max(best, model.value(node));
        }
      }
    }
    return best;
  }

  /// A chain begins when its turn comes for the first time: many a search is over before.
  private Chain chain(int turn) throws PlanningCancelledException {
    if (turn == chains.size()) {
      chains.add(new Chain(start, allowed, random, pulse));
    }
    return chains.get(turn);
  }

  private void keepBest(int field) {
    chains.sort(Comparator.comparingDouble((Chain chain) -> chain.best().objective()).reversed());
    if (chains.size() > field) {
      chains.subList(field, chains.size()).clear();
    }
  }

  int iterations() {
    return iterations;
  }
}
