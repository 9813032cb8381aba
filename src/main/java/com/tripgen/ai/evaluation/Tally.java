package com.tripgen.ai.evaluation;

import static com.tripgen.ai.evaluation.EvaluationReport.share;

import com.tripgen.ai.evaluation.EvaluationReport.ConstraintRate;
import com.tripgen.ai.evaluation.EvaluationReport.Failure;
import com.tripgen.ai.evaluation.EvaluationReport.Group;
import com.tripgen.ai.evaluation.EvaluationReport.PlanTime;
import com.tripgen.ai.evaluation.EvaluationReport.Routes;
import com.tripgen.ai.evaluation.Judgement.Ending;
import com.tripgen.ai.planning.Constraint;
import com.tripgen.ai.planning.HealthStatus;
import com.tripgen.ai.planning.Language;
import com.tripgen.ai.planning.Violation;
import com.tripgen.ai.planning.checker.DayFigures;
import com.tripgen.ai.sources.Catalogue;
import com.tripgen.ai.sources.City;
import com.tripgen.ai.sources.TripFacts;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;

/// Counts what came of requests.
final class Tally {
  private static final double QUANTILE = 0.99;

  private final Catalogue catalogue;
  private final List<Judgement> judgements;
  private final List<DayFigures> days;

  Tally(Catalogue catalogue, List<Judgement> judgements) {
    this.catalogue = catalogue;
    this.judgements = judgements;
    days = judgements.stream().flatMap(judgement -> judgement.days().stream()).toList();
  }

  EvaluationReport report(long seed) {
    int requests = judgements.size();
    int planned = count(judgement -> judgement.ending() == Ending.PLANNED);
    int infeasible = count(judgement -> judgement.ending() == Ending.RELAXED);
    List<ConstraintRate> constraints =
        Arrays.stream(Constraint.values()).map(this::constraint).toList();
    int passed = count(Judgement::passes);
    int meals = sum(DayFigures::mealsHad);
    return new EvaluationReport(
        requests,
        seed,
        planned,
        infeasible,
        share(planned, requests - infeasible),
        constraints,
        share(
            constraints.stream().mapToInt(ConstraintRate::passed).sum(),
            constraints.stream().mapToInt(ConstraintRate::plans).sum()),
        share(passed, planned + infeasible),
        share(passed, requests),
        routes(),
        share(sum(day -> Math.min(day.restsTaken(), day.restsDue())), sum(DayFigures::restsDue)),
        share(sum(day -> Math.min(day.mealsHad(), day.mealsDue())), sum(DayFigures::mealsDue)),
        share(sum(DayFigures::mealsAtPlaces), meals),
        planTime(),
        cities(),
        Arrays.stream(HealthStatus.values()).map(this::health).toList(),
        judgements.stream().flatMap(judgement -> failures(judgement).stream()).toList());
  }

  private int count(Predicate<Judgement> condition) {
    return (int) judgements.stream().filter(condition).count();
  }

  private int sum(ToIntFunction<DayFigures> figure) {
    return days.stream().mapToInt(figure).sum();
  }

  private ConstraintRate constraint(Constraint constraint) {
    int passed =
        count(
            judgement ->
                judgement.isDelivered()
                    && judgement.violations().stream()
                        .noneMatch(violation -> violation.constraint() == constraint));
    return new ConstraintRate(constraint.label(), count(Judgement::isDelivered), passed);
  }

  private Routes routes() {
    DoubleSummaryStatistics ratios =
        days.stream()
            .filter(day -> day.travel() > 0 && day.leastTravel().isPresent())
            .mapToDouble(Tally::routeRatio)
            .summaryStatistics();
    return ratios.getCount() == 0
        ? new Routes(0, 1, 1)
        : new Routes((int) ratios.getCount(), ratios.getAverage(), ratios.getMax());
  }

  /// 1 for a day that is too long to try every order.
  private static double routeRatio(DayFigures day) {
    int least = day.leastTravel().orElse(day.travel());
    return day.travel() == least ? 1 : (double) day.travel() / least;
  }

  private PlanTime planTime() {
    double[] ms = judgements.stream().mapToDouble(Judgement::planMs).sorted().toArray();
    return ms.length == 0
        ? new PlanTime(0, 0, 0)
        : new PlanTime(
            Arrays.stream(ms).average().orElse(0),
            ms[(int) Math.ceil(QUANTILE * ms.length) - 1],
            ms[ms.length - 1]);
  }

  private List<Group> cities() {
    List<Group> groups = new ArrayList<>();
    for (City city : catalogue.cities()) {
      groups.add(group(city.nameIn(Language.EN), request -> visits(request, Optional.of(city))));
    }
    groups.add(group("unknown city", request -> visits(request, Optional.empty())));
    return groups;
  }

  private boolean visits(TripFacts request, Optional<City> city) {
    return request.stays().stream().anyMatch(stay -> catalogue.named(stay.city()).equals(city));
  }

  private Group health(HealthStatus health) {
    return group(
        health.name().toLowerCase(Locale.ROOT), request -> request.party().weakest() == health);
  }

  private Group group(String name, Predicate<TripFacts> belongs) {
    List<Judgement> members =
        judgements.stream().filter(judgement -> belongs.test(judgement.request())).toList();
    int passed = (int) members.stream().filter(Judgement::passes).count();
    double ms = members.stream().mapToDouble(Judgement::planMs).average().orElse(0);
    return new Group(name, members.size(), passed, ms);
  }

  private static List<Failure> failures(Judgement judgement) {
    List<String> failures = new ArrayList<>();
    if (!judgement.isDelivered()) {
      failures.add(judgement.trouble());
    }
    for (Violation violation : judgement.violations()) {
      failures.add(
          violation.constraint().label()
              + ", day "
              + violation.day()
              + ": "
              + violation.explanation());
    }
    for (DayFigures day : judgement.days()) {
      addShortcomings(day, failures);
    }
    String trip = describe(judgement.request());
    return failures.stream().map(what -> new Failure(judgement.number(), trip, what)).toList();
  }

  private static void addShortcomings(DayFigures day, List<String> failures) {
    String which = "day " + day.day();
    if (routeRatio(day) > EvaluationReport.MOST_ROUTE_RATIO) {
      int least = day.leastTravel().orElseThrow();
      failures.add(which + " travels " + day.travel() + " minutes, " + least + " are enough");
    }
    if (day.restsTaken() < day.restsDue()) {
      failures.add(which + " has " + day.restsTaken() + " of " + day.restsDue() + " rests");
    }
    if (day.mealsHad() < day.mealsDue()) {
      failures.add(which + " has " + day.mealsHad() + " of " + day.mealsDue() + " meals");
    }
  }

  private static String describe(TripFacts request) {
    List<String> cities = request.stays().stream().map(stay -> stay.city()).toList();
    long days = ChronoUnit.DAYS.between(request.firstDate(), request.lastDate()) + 1;
    return String.join(", ", cities)
        + ", "
        + days
        + (days == 1 ? " day, " : " days, ")
        + request.party().weakest();
  }
}
