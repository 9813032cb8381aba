package com.tripgen.ai.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.tripgen.ai.evaluation.EvaluationReport.ConstraintRate;
import com.tripgen.ai.evaluation.EvaluationReport.Failure;
import com.tripgen.ai.evaluation.Judgement.Ending;
import com.tripgen.ai.planning.Constraint;
import com.tripgen.ai.planning.Violation;
import com.tripgen.ai.planning.checker.DayFigures;
import com.tripgen.ai.sources.Catalogue;
import com.tripgen.ai.sources.TripFacts;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class TallyTest {
  private static final DayFigures GOOD_DAY =
      new DayFigures(1, 110, OptionalInt.of(100), 2, 2, 2, 2, 1);

  private final Catalogue catalogue = Catalogue.bundled();

  private Judgement judged(int number, Ending ending, Violation... violations) {
    List<DayFigures> days = violations.length == 0 ? List.of(GOOD_DAY) : List.of();
    return new Judgement(
        number, request(number), ending, 10 * number, List.of(violations), days, "");
  }

  private Judgement undelivered(int number) {
    return new Judgement(
        number, request(number), Ending.UNDELIVERED, 10 * number, List.of(), List.of(), "no way");
  }

  private TripFacts request(int number) {
    return RandomRequest.of(catalogue, 1, number);
  }

  private EvaluationReport report(Judgement... judgements) {
    return new Tally(catalogue, List.of(judgements)).report(1);
  }

  @Test
  void an_infeasible_request_whose_relaxation_works_passes_and_does_not_lower_delivery() {
    EvaluationReport report = report(judged(1, Ending.PLANNED), judged(2, Ending.RELAXED));

    assertThat(report.holds()).isTrue();
    assertThat(report.deliveryRate()).isEqualTo(1);
    assertThat(report.finalPassRate()).isEqualTo(1);
    assertThat(report.infeasible()).isEqualTo(1);
    assertThat(report.mealsAtPlacesRate()).isEqualTo(0.5);
  }

  @Test
  void a_request_without_a_plan_lowers_delivery_and_is_named() {
    EvaluationReport report = report(judged(1, Ending.PLANNED), undelivered(2));

    assertThat(report.holds()).isFalse();
    assertThat(report.deliveryRate()).isEqualTo(0.5);
    assertThat(report.macroPassRate()).isEqualTo(1);
    assertThat(report.finalPassRate()).isEqualTo(0.5);
    assertThat(report.failures())
        .extracting(Failure::request, Failure::what)
        .containsExactly(tuple(2, "no way"));
  }

  @Test
  void a_broken_constraint_counts_once_a_plan() {
    Violation late = new Violation(Constraint.DAY_WINDOW, 1, null, "late");
    Violation later = new Violation(Constraint.DAY_WINDOW, 2, null, "later");

    EvaluationReport report =
        report(judged(1, Ending.PLANNED), judged(2, Ending.PLANNED, late, later));

    assertThat(report.constraints()).contains(new ConstraintRate("day_window", 2, 1));
    assertThat(report.constraints()).contains(new ConstraintRate("meals", 2, 2));
    assertThat(report.microPassRate()).isEqualTo(23 / 24.0);
    assertThat(report.macroPassRate()).isEqualTo(0.5);
    assertThat(report.finalPassRate()).isEqualTo(0.5);
    assertThat(report.failures()).hasSize(2);
  }

  @Test
  void a_day_that_falls_short_of_a_figure_is_named_though_no_rule_is_broken() {
    DayFigures far = new DayFigures(1, 111, OptionalInt.of(100), 0, 0, 0, 0, 0);
    DayFigures restless = new DayFigures(2, 50, OptionalInt.empty(), 2, 1, 2, 1, 1);
    Judgement judgement =
        new Judgement(7, request(7), Ending.PLANNED, 10, List.of(), List.of(far, restless), "");

    EvaluationReport report = report(judgement);

    assertThat(report.holds()).isFalse();
    assertThat(report.routes()).isEqualTo(new EvaluationReport.Routes(1, 1.11, 1.11));
    assertThat(report.restRate()).isEqualTo(0.5);
    assertThat(report.mealRate()).isEqualTo(0.5);
    assertThat(report.failures())
        .extracting(Failure::what)
        .containsExactly(
            "day 1 travels 111 minutes, 100 are enough",
            "day 2 has 1 of 2 rests",
            "day 2 has 1 of 2 meals");
  }

  @Test
  void the_slowest_of_a_hundred_is_not_the_p99() {
    Judgement[] hundred = new Judgement[100];
    for (int i = 0; i < hundred.length; i++) {
      hundred[i] = judged(i + 1, Ending.PLANNED);
    }

    assertThat(report(hundred).planTime()).isEqualTo(new EvaluationReport.PlanTime(505, 990, 1000));
  }
}
