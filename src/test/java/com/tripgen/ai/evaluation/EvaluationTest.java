package com.tripgen.ai.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import com.tripgen.ai.evaluation.EvaluationReport.Group;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EvaluationTest {
  private static final int REQUESTS = 60;
  private static final long SEED = 1;

  @Test
  void every_request_gets_a_right_plan_or_a_relaxation_that_works() throws Exception {
    List<Integer> heard = new ArrayList<>();

    EvaluationReport report = Evaluation.of(REQUESTS, SEED).run(heard::add);

    assertThat(report.failures()).isEmpty();
    assertThat(report.holds()).isTrue();
    assertThat(report.finalPassRate()).isEqualTo(1);
    assertThat(report.deliveryRate()).isEqualTo(1);
    assertThat(report.microPassRate()).isEqualTo(1);
    assertThat(report.constraints())
        .hasSize(12)
        .allSatisfy(constraint -> assertThat(constraint.passed()).isEqualTo(REQUESTS));
    assertThat(report.planned()).isGreaterThan(REQUESTS / 2);
    assertThat(report.infeasible()).isPositive().isEqualTo(REQUESTS - report.planned());
    assertThat(report.routes().days()).isGreaterThan(3 * REQUESTS);
    assertThat(report.routes().worstRatio()).isBetween(1.0, EvaluationReport.MOST_ROUTE_RATIO);
    assertThat(report.restRate()).isEqualTo(1);
    assertThat(report.mealRate()).isEqualTo(1);
    assertThat(report.cities()).hasSize(13).extracting(Group::requests).doesNotContain(0);
    assertThat(report.health()).hasSize(4).extracting(Group::requests).doesNotContain(0);
    assertThat(heard).isEqualTo(IntStream.rangeClosed(1, REQUESTS).boxed().toList());
  }

  @Test
  void a_request_planned_alone_is_the_same_request() throws Exception {
    EvaluationReport all = Evaluation.of(3, SEED).run(done -> {});
    EvaluationReport third = Evaluation.ofOnly(3, SEED).run(done -> {});
    EvaluationReport firstTwo = Evaluation.of(2, SEED).run(done -> {});

    assertThat(third.requests()).isEqualTo(1);
    assertThat(third.routes().days() + firstTwo.routes().days()).isEqualTo(all.routes().days());
  }
}
