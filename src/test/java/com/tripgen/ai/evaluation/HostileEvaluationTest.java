package com.tripgen.ai.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import com.tripgen.ai.evaluation.FakeModelServer.Behaviour;
import java.time.Duration;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class HostileEvaluationTest {
  @Test
  void every_way_to_behave_badly_keeps_every_promise() throws Exception {
    int ways = Behaviour.values().length;
    HostileReport report =
        new HostileEvaluation(ways, Duration.ofSeconds(3), Duration.ofSeconds(1)).run(done -> {});
    assertThat(report.failures()).isEmpty();
    assertThat(report.requests()).isEqualTo(ways);
    assertThat(report.behaviours()).allMatch(group -> group.calls() > 0);
    assertThat(report.behaviours())
        .filteredOn(group -> group.byModel() > 0)
        .extracting(HostileReport.Group::behaviour)
        .containsExactlyInAnyOrder(
            Behaviour.HONEST, Behaviour.REPAIRABLE, Behaviour.OBEYS_INJECTIONS);
    assertThat(report.usage().tokens()).isPositive();
  }

  @Test
  void at_least_a_hundred_hostile_requests_in_three_languages_are_bundled() {
    var requests = HostileRequest.bundled();
    assertThat(requests).hasSizeGreaterThanOrEqualTo(100).doesNotHaveDuplicates();
    assertThat(requests).allMatch(it -> it.text().length() <= 500);
    assertThat(
            requests.stream()
                .collect(Collectors.groupingBy(HostileRequest::language, Collectors.counting())))
        .containsOnlyKeys("ko", "en", "ja")
        .allSatisfy((language, count) -> assertThat(count).isGreaterThanOrEqualTo(30));
  }
}
