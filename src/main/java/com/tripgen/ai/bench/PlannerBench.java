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
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
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

  /// Families with a limit of their own, and the others together.
  private enum Group {
    SOLOMON("c/r/rc", Map.of(200, 0.008, 1000, 0.005)),
    CORDEAU("pr", Map.of(200, 0.025, 1000, 0.020));

    private static final int WORST_BUDGET_MS = 1000;
    private static final double WORST = 0.06;

    private final String title;
    private final Map<Integer, Double> limits;

    Group(String title, Map<Integer, Double> limits) {
      this.title = title;
      this.limits = limits;
    }

    static Group of(String family) {
      return family.equals("pr") ? CORDEAU : SOLOMON;
    }
  }

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
    if (all.isEmpty()) {
      throw new IOException("no instances (*.txt) in " + folder);
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
    Map<String, List<Case>> byFamily =
        cases.stream()
            .filter(it -> it.gap() != null)
            .collect(
                Collectors.groupingBy(
                    it -> Instance.familyOf(it.name()), TreeMap::new, Collectors.toList()));
    List<FamilyGap> gaps = new ArrayList<>();
    byFamily.forEach(
        (family, members) -> budgetsMs.forEach(budget -> gaps.add(gap(family, budget, members))));
    return gaps;
  }

  private static FamilyGap gap(String title, int budgetMs, List<Case> cases) {
    DoubleSummaryStatistics gaps =
        cases.stream()
            .filter(it -> it.budgetMs() == budgetMs)
            .mapToDouble(it -> it.gap() == null ? 0 : it.gap())
            .summaryStatistics();
    return new FamilyGap(title, budgetMs, (int) gaps.getCount(), gaps.getAverage(), gaps.getMax());
  }

  private List<Bound> bounds(List<Case> cases, SmallDays small, CityTrip city) {
    List<Bound> bounds = new ArrayList<>();
    for (Group group : Group.values()) {
      List<Case> members =
          cases.stream()
              .filter(it -> it.gap() != null && Group.of(Instance.familyOf(it.name())) == group)
              .toList();
      for (int budget : budgetsMs) {
        Double limit = group.limits.get(budget);
        if (limit != null && !members.isEmpty()) {
          String figure = group.title + " mean gap at " + budget + " ms";
          bounds.add(Bound.shareAtMost(figure, gap(group.title, budget, members).mean(), limit));
        }
      }
    }
    List<Case> known = cases.stream().filter(it -> it.gap() != null).toList();
    if (!known.isEmpty() && budgetsMs.contains(Group.WORST_BUDGET_MS)) {
      double worst = gap("all", Group.WORST_BUDGET_MS, known).worst();
      bounds.add(
          Bound.shareAtMost("worst gap at " + Group.WORST_BUDGET_MS + " ms", worst, Group.WORST));
    }
    bounds.add(Bound.shareAtLeast("small days, mean share of the optimum", small.mean(), 0.995));
    bounds.add(Bound.shareAtLeast("small days, least share of the optimum", small.least(), 0.98));
    bounds.add(Bound.shareAtMost("city trip, gap to the best of long runs", city.gap(), 0.02));
    bounds.add(Bound.msAtMost("city trip, CPU time of a plan", city.ms(), 200));
    return bounds;
  }
}
