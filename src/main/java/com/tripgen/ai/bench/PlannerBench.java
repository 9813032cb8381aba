package com.tripgen.ai.bench;

import com.tripgen.ai.bench.PlannerReport.Bound;
import com.tripgen.ai.bench.PlannerReport.Case;
import com.tripgen.ai.bench.PlannerReport.CityTrip;
import com.tripgen.ai.bench.PlannerReport.FamilyGap;
import com.tripgen.ai.bench.PlannerReport.SmallDays;
import com.tripgen.ai.planning.planner.PlanningCancelledException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Everything that is measured of the planner.
///
/// @param instances folder of published instances; none are planned without one
/// @param longRun of the city trip, five of them
public record PlannerBench(
    @Nullable Path instances, List<Integer> budgetsMs, int seeds, int smallDays, Duration longRun) {
  private static final String CLOCK = "CPU time of the planning thread";
  private static final int MOST_TOURS = 4;
  private static final int SMALL_DAY_PLACES = 10;
  private static final Duration WARM_UP = Duration.ofSeconds(2);

  /// Is told what is being measured.
  public interface Listener {
    void at(String what);
  }

  /// The highest mean gap that some families may have together.
  private record GapLimit(Set<String> families, int budgetMs, double limit) {
    String figure() {
      String names = families.stream().sorted().collect(Collectors.joining("/"));
      return names + " mean gap at " + budgetMs + " ms";
    }
  }

  private static final Set<String> SOLOMON = Set.of("c", "r", "rc");
  private static final Set<String> CORDEAU = Set.of("pr");
  private static final List<GapLimit> MEAN_GAPS =
      List.of(
          new GapLimit(SOLOMON, 200, 0.008),
          new GapLimit(SOLOMON, 1000, 0.005),
          new GapLimit(CORDEAU, 200, 0.025),
          new GapLimit(CORDEAU, 1000, 0.020));
  private static final int WORST_BUDGET_MS = 1000;
  private static final double WORST_GAP = 0.06;

  public PlannerReport run(Listener listener) throws IOException, PlanningCancelledException {
    List<Case> cases = instances == null ? List.of() : planInstances(instances, listener);
    listener.at("small days");
    SmallDays small = SmallDayBench.run(smallDays, SMALL_DAY_PLACES);
    listener.at("the city trip");
    CityTrip city = CityTripBench.run(longRun);
    List<FamilyGap> families = families(cases);
    return new PlannerReport(CLOCK, cases, families, small, city, bounds(cases, small, city));
  }

  private List<Case> planInstances(Path folder, Listener listener)
      throws IOException, PlanningCancelledException {
    ReferenceValues references = ReferenceValues.near(folder);
    List<Instance> all = read(folder);
    warmUp(all);
    List<Case> cases = new ArrayList<>();
    for (Instance instance : all) {
      List<Integer> known = references.tours(instance.name());
      for (int tours : known.isEmpty() ? List.of(1, 2, 3, MOST_TOURS) : known) {
        listener.at(instance.name() + " with " + tours + (tours == 1 ? " tour" : " tours"));
        InstanceBench bench = new InstanceBench(instance, tours);
        for (int budget : budgetsMs) {
          cases.add(bench.run(budget, seeds, references.score(instance.name(), tours)));
        }
      }
    }
    return cases;
  }

  private static List<Instance> read(Path folder) throws IOException {
    List<Instance> all = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(it -> it.toString().endsWith(".txt")).sorted().toList()) {
        all.add(InstanceReader.read(file));
      }
    }
    return all;
  }

  private static void warmUp(List<Instance> instances) throws PlanningCancelledException {
    long started = CpuClock.nanos();
    for (int i = 0; CpuClock.millisSince(started) < WARM_UP.toMillis(); i++) {
      Instance instance = instances.get(i * 7 % instances.size());
      new InstanceBench(instance, 2).run(100, 1, OptionalDouble.empty());
    }
  }

  private List<FamilyGap> families(List<Case> cases) {
    Set<String> names = new TreeSet<>();
    for (Case planned : cases) {
      names.add(Instance.familyOf(planned.name()));
    }
    List<FamilyGap> families = new ArrayList<>();
    for (String name : names) {
      for (int budget : budgetsMs) {
        List<Case> members = known(cases, Set.of(name), budget);
        if (!members.isEmpty()) {
          DoubleSummaryStatistics gaps = gaps(members);
          families.add(
              new FamilyGap(name, budget, members.size(), gaps.getAverage(), gaps.getMax()));
        }
      }
    }
    return families;
  }

  private static List<Case> known(List<Case> cases, Set<String> families, int budgetMs) {
    return cases.stream()
        .filter(it -> it.gap() != null && it.budgetMs() == budgetMs)
        .filter(it -> families.contains(Instance.familyOf(it.name())))
        .toList();
  }

  private static DoubleSummaryStatistics gaps(List<Case> known) {
    return known.stream()
        .map(Case::gap)
        .filter(Objects::nonNull)
        .mapToDouble(Double::doubleValue)
        .summaryStatistics();
  }

  private static List<Bound> bounds(List<Case> cases, SmallDays small, CityTrip city) {
    List<Bound> bounds = new ArrayList<>();
    for (GapLimit limit : MEAN_GAPS) {
      List<Case> members = known(cases, limit.families(), limit.budgetMs());
      if (!members.isEmpty()) {
        double mean = gaps(members).getAverage();
        bounds.add(Bound.shareAtMost(limit.figure(), mean, limit.limit()));
      }
    }
    Set<String> all = Stream.of(SOLOMON, CORDEAU).flatMap(Set::stream).collect(Collectors.toSet());
    List<Case> slow = known(cases, all, WORST_BUDGET_MS);
    if (!slow.isEmpty()) {
      String figure = "worst gap at " + WORST_BUDGET_MS + " ms";
      bounds.add(Bound.shareAtMost(figure, gaps(slow).getMax(), WORST_GAP));
    }
    bounds.add(Bound.shareAtLeast("small days, mean share of the optimum", small.mean(), 0.995));
    bounds.add(Bound.shareAtLeast("small days, least share of the optimum", small.least(), 0.98));
    bounds.add(Bound.shareAtMost("city trip, gap to the best of long runs", city.gap(), 0.02));
    bounds.add(Bound.msAtMost("city trip, CPU time of a plan", city.ms(), 200));
    return bounds;
  }
}
