package com.tripgen.ai.bench.service;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// Measures a figure and its limit again and again by turns.
final class Turns implements Measurement {
  private final Contest contest;
  private final Figure figure;
  private final Pace pace;

  Turns(Contest contest, Figure figure, Pace pace) {
    this.contest = contest;
    this.figure = figure;
    this.pace = pace;
  }

  @Override
  public Pairs measure() throws Exception {
    if (figure.warmsUp()) {
      warmUp();
    } else {
      var _ = contest.service();
      var _ = contest.limit();
    }
    List<Double> seen = new ArrayList<>();
    List<Double> limitSeen = new ArrayList<>();
    for (int i = 0; i < pace.repetitions(); i++) {
      // Who goes first changes, so that neither always inherits what the other left behind.
      if (i % 2 == 0) {
        seen.add(contest.service());
        limitSeen.add(contest.limit());
      } else {
        limitSeen.add(contest.limit());
        seen.add(contest.service());
      }
    }
    return new Pairs(seen, limitSeen);
  }

  /// Each for itself and by turns, so that neither is cold again when the other is warm.
  private void warmUp() throws Exception {
    boolean atMost = figure.bound().atMost();
    WarmUp ofService = new WarmUp(atMost, pace.warmUps());
    WarmUp ofLimit = new WarmUp(atMost, pace.warmUps());
    while (!ofService.isOver() || !ofLimit.isOver()) {
      if (!ofService.isOver()) {
        ofService.seen(contest.service());
      }
      if (!ofLimit.isOver()) {
        ofLimit.seen(contest.limit());
      }
    }
  }

  @Override
  public void close() throws SQLException {
    contest.close();
  }
}
