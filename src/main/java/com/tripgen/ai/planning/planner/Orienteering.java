package com.tripgen.ai.planning.planner;

import com.tripgen.ai.planning.PlanningRules.HealthPace;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.IntBinaryOperator;
import java.util.stream.IntStream;

/// The team orienteering problem with time windows, which is what is left of a trip without meals,
/// rests and limits. It is planned by the same search, so that the planner can be measured against
/// results that others published.
///
/// @param tours how many days, all alike
/// @param closes until when a tour must be back; it leaves at 0
/// @param travel from point to point, the same in both directions; the last point is where tours
///   begin and end, the others are the places
public record Orienteering(
    int tours, int closes, List<Visitable> places, IntBinaryOperator travel) {

  /// Travel costs next to nothing here, and only decides between equal scores.
  private static final double TRAVEL_COST = 1e-7;

  /// A place on any day.
  ///
  /// @param opens when a visit can start
  /// @param closes the latest it can start
  public record Visitable(double score, int service, int opens, int closes) {}

  /// What the search came to.
  ///
  /// @param tours for each tour the places in their order
  public record Tours(List<List<Integer>> tours, int iterations, boolean guardHit) {}

  private record Point(int index, int minutes) implements Spot {
    @Override
    public int restRoom() {
      return 0;
    }

    @Override
    public int category() {
      return 0;
    }

    @Override
    public boolean isFood() {
      return false;
    }

    @Override
    public boolean isMustVisit() {
      return false;
    }

    @Override
    public List<Integer> twins() {
      return List.of();
    }
  }

  public Tours plan(long seed, SearchBudget budget, PlanProgress progress)
      throws PlanningCancelledException {
    Pulse pulse = new Pulse(progress, budget);
    boolean[] everything = new boolean[places.size()];
    Arrays.fill(everything, true);
    Search search = new Search(bare(), everything, new SplittableRandom(seed), pulse);
    Solution solution =
        search.run(PlanPhase.SEARCH, budget.iterations(), best -> pulse.outOfTime());
    List<List<Integer>> tours = new ArrayList<>();
    for (int day = 0; day < solution.days(); day++) {
      tours.add(Arrays.stream(solution.route(day).codes()).map(StopCode::node).boxed().toList());
    }
    return new Tours(tours, search.iterations(), search.iterations() < budget.iterations());
  }

  private Solution bare() {
    int base = places.size();
    List<Point> points =
        IntStream.range(0, base).mapToObj(i -> new Point(i, places.get(i).service())).toList();
    boolean[] anchor = new boolean[base + 1];
    anchor[base] = true;
    Network network = new Network(points, matrix(), anchor, Network.LongestLegs.ANY);
    Terms terms = new Terms(new HealthPace(base, 0, 0, Double.MAX_VALUE), base, 0, TRAVEL_COST, 1);
    List<DayRoute> routes = new ArrayList<>();
    for (int day = 0; day < tours; day++) {
      DayFrame frame = new DayFrame(day + 1, LocalDate.EPOCH, 0, 0, closes, false, false, null);
      DayRoute route =
          new DayRoute(new DayModel(frame, network, base, base, terms, offer(), Map.of()));
      route.retime();
      routes.add(route);
    }
    return new Solution(base, routes);
  }

  private int[][] matrix() {
    int[][] matrix = new int[places.size() + 1][places.size() + 1];
    for (int from = 0; from < matrix.length; from++) {
      for (int to = 0; to < matrix.length; to++) {
        matrix[from][to] = travel.applyAsInt(from, to);
      }
    }
    return matrix;
  }

  private Offer offer() {
    Offer offer = new Offer(places.size());
    for (int node = 0; node < places.size(); node++) {
      Visitable place = places.get(node);
      int[] starts = {place.opens(), place.closes()};
      offer.setValue(node, place.score());
      offer.setStarts(StopCode.SIGHT, node, starts, starts);
    }
    return offer;
  }
}
