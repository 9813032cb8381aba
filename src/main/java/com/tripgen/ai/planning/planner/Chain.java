package com.tripgen.ai.planning.planner;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/// Ruin and recreate: takes a few stops out, puts back what fits best with some noise, and keeps
/// the outcome by annealing.
final class Chain {
  private static final double NOISE = 0.3;

  private final RandomGenerator random;
  private final Pulse pulse;
  private final Ruin ruin;
  private final Solution current;
  private final Solution trial;
  private final Solution best;
  private final List<Insertions> insertions = new ArrayList<>();
  private final double[] noise;

  /// A place serves both meals about as well, so it is left to chance for which one it is tried.
  private final double[] mealNoise = new double[StopCode.ROLES];

  private final boolean[] touched;

  /// Begins with what fits into the start.
  ///
  /// @param allowed by index of place, which places may enter
  Chain(Solution start, boolean[] allowed, RandomGenerator random, Pulse pulse)
      throws PlanningCancelledException {
    this.random = random;
    this.pulse = pulse;
    ruin = new Ruin(random);
    trial = start.copy();
    for (int day = 0; day < trial.days(); day++) {
      insertions.add(new Insertions(trial.route(day), allowed));
    }
    noise = new double[trial.places()];
    touched = new boolean[trial.days()];
    recreate();
    for (int day = 0; day < touched.length; day++) {
      trial.reckon(day);
    }
    current = trial.copy();
    best = trial.copy();
  }

  /// @param temperature by how much the outcome may typically be worse
  /// @param left of the search, from 1 to 0
  void step(double temperature, double left) throws PlanningCancelledException {
    Arrays.fill(touched, false);
    ruin.narrow(left);
    boolean possible = ruin.apply(trial, touched);
    if (possible) {
      recreate();
      for (int day = 0; day < touched.length; day++) {
        if (touched[day]) {
          trial.reckon(day);
        }
      }
    }
    double change = trial.objective() - current.objective();
    if (!possible || change < temperature * Math.log(random.nextDouble())) {
      trial.become(current, touched);
      return;
    }
    current.become(trial, touched);
    if (current.objective() > best.objective()) {
      Arrays.fill(touched, true);
      best.become(current, touched);
    }
  }

  private void recreate() throws PlanningCancelledException {
    for (int i = 0; i < noise.length; i++) {
      noise[i] = 1 + NOISE * (2 * random.nextDouble() - 1);
    }
    for (int role = 0; role < mealNoise.length; role++) {
      mealNoise[role] = 1 - random.nextDouble();
    }
    for (Insertions day : insertions) {
      day.begin(noise, mealNoise);
    }
    boolean inserted = true;
    while (inserted) {
      inserted = insertBest();
    }
  }

  private boolean insertBest() throws PlanningCancelledException {
    double highest = 0;
    int day = -1;
    int node = -1;
    for (int d = 0; d < insertions.size(); d++) {
      pulse.poll();
      Insertions here = insertions.get(d);
      int best = here.best(trial);
      if (best >= 0 && here.rating(best) > highest) {
        highest = here.rating(best);
        day = d;
        node = best;
      }
    }
    if (day < 0) {
      return false;
    }
    insertions.get(day).apply(trial, day, node);
    touched[day] = true;
    if (!trial.route(day).retime()) {
      throw new IllegalStateException("an insertion that fits made day " + (day + 1) + " break");
    }
    return true;
  }

  Solution best() {
    return best;
  }
}
