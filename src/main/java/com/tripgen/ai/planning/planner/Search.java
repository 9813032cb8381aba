package com.tripgen.ai.planning.planner;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/// Ruin and recreate: takes a few stops out, puts back what fits best with some noise, and keeps
/// the outcome by annealing, cooled with every iteration. It begins with wide ruins and ends with
/// narrow ones.
final class Search {
  /// Temperature at the start and at the end, as shares of the best score a place can have.
  private static final double HOT = 0.3;

  private static final double COLD = 0.02;
  private static final double NOISE = 0.3;

  /// Share of the iterations in which ruins are wide.
  private static final double WIDE = 0.2;

  private final RandomGenerator random;
  private final Pulse pulse;
  private final Ruin ruin;
  private final double scale;
  private final Solution current;
  private final Solution trial;
  private final Solution best;
  private final List<Insertions> insertions = new ArrayList<>();
  private final double[] noise;
  private final boolean[] touched;
  private int iterations;

  /// @param allowed by index of place, which places may enter
  Search(Solution start, boolean[] allowed, RandomGenerator random, Pulse pulse) {
    this.random = random;
    this.pulse = pulse;
    ruin = new Ruin(random);
    current = start.copy();
    trial = start.copy();
    best = start.copy();
    for (int day = 0; day < trial.days(); day++) {
      insertions.add(new Insertions(trial.route(day), allowed));
    }
    noise = new double[start.places()];
    touched = new boolean[trial.days()];
    scale = bestScore(start, allowed);
  }

  private static double bestScore(Solution solution, boolean[] allowed) {
    double best = 1;
    for (int day = 0; day < solution.days(); day++) {
      DayModel model = solution.route(day).day();
      for (int node = 0; node < model.network().places(); node++) {
        if (allowed[model.network().index(node)]) {
          best = Math.max(best, model.value(node));
        }
      }
    }
    return best;
  }

  /// When to end a search before its iterations do.
  interface Goal {
    boolean reached(Solution best);
  }

  Solution run(PlanPhase phase, int most, Goal goal) throws PlanningCancelledException {
    fill();
    double cooling = Math.pow(COLD / HOT, 1.0 / Math.max(1, most));
    double temperature = HOT * scale;
    while (iterations < most && !goal.reached(best)) {
      pulse.underway(phase, iterations, most);
      if (iterations >= WIDE * most) {
        ruin.narrow();
      }
      step(temperature);
      temperature *= cooling;
      iterations++;
    }
    return best;
  }

  private void fill() throws PlanningCancelledException {
    Arrays.fill(touched, false);
    recreate();
    for (int day = 0; day < touched.length; day++) {
      trial.reckon(day);
    }
    Arrays.fill(touched, true);
    current.become(trial, touched);
    best.become(current, touched);
  }

  private void step(double temperature) throws PlanningCancelledException {
    Arrays.fill(touched, false);
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
    boolean inserted = true;
    while (inserted) {
      pulse.poll();
      inserted = insertBest();
    }
  }

  private boolean insertBest() {
    double highest = 0;
    int day = -1;
    int node = -1;
    for (int d = 0; d < insertions.size(); d++) {
      Insertions here = insertions.get(d);
      int best = here.best(trial, noise);
      if (best >= 0) {
        double rating = here.rating(best) * noise[trial.route(d).day().network().index(best)];
        if (rating > highest) {
          highest = rating;
          day = d;
          node = best;
        }
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

  int iterations() {
    return iterations;
  }
}
