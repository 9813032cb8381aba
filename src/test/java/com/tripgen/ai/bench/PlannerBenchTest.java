package com.tripgen.ai.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tripgen.ai.bench.PlannerReport.Bound;
import com.tripgen.ai.bench.PlannerReport.Case;
import com.tripgen.ai.bench.PlannerReport.FamilyGap;
import com.tripgen.ai.bench.PlannerReport.SmallDays;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlannerBenchTest {
  private static final Path INSTANCES = Path.of("src/test/resources/bench");

  @TempDir private Path folder;

  @Test
  void instances_are_planned_as_often_as_there_are_references_and_compared() throws Exception {
    List<String> heard = new ArrayList<>();

    PlannerReport report = bench(INSTANCES).run(heard::add);

    assertThat(report.cases())
        .containsExactly(
            new Case("w01", 1, 20, 85, 85.0, 0.0), new Case("w01", 2, 20, 110, 110.0, 0.0));
    assertThat(report.families()).containsExactly(new FamilyGap("w", 20, 2, 0, 0));
    assertThat(heard).contains("w01 with 1 tour", "w01 with 2 tours");
  }

  @Test
  void a_folder_without_references_is_planned_too() throws Exception {
    Files.copy(INSTANCES.resolve("w01.txt"), folder.resolve("w01.txt"));

    PlannerReport report = bench(folder).run(what -> {});

    assertThat(report.cases()).extracting(Case::tours).containsExactly(1, 2, 3, 4);
    assertThat(report.cases()).extracting(Case::gap).containsOnlyNulls();
    assertThat(report.families()).isEmpty();
  }

  @Test
  void a_file_that_is_no_instance_is_named() throws Exception {
    Files.writeString(folder.resolve("x.txt"), "1 1 1 1\n0 9\n0 1 2 3\n");

    assertThatThrownBy(() -> bench(folder).run(what -> {}))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("x.txt: not a line of an instance: 0 1 2 3");
  }

  @Test
  void small_days_come_close_to_the_best_there_is() throws Exception {
    SmallDays small = SmallDayBench.run(6, 8);

    assertThat(small.mean()).isGreaterThanOrEqualTo(0.995);
    assertThat(small.least()).isGreaterThanOrEqualTo(0.98);
  }

  @Test
  void one_figure_beyond_its_limit_is_enough_to_fail() {
    assertThat(report(Bound.shareAtMost("gap", 0.5, 0.5)).holds()).isTrue();
    assertThat(report(Bound.shareAtMost("gap", 0.51, 0.5)).holds()).isFalse();
    assertThat(report(Bound.shareAtLeast("share", 0.5, 0.5)).holds()).isTrue();
    assertThat(report(Bound.shareAtLeast("share", 0.49, 0.5)).holds()).isFalse();
  }

  private static PlannerBench bench(Path instances) {
    return new PlannerBench(instances, List.of(20), 1, 1, Duration.ofMillis(50));
  }

  private static PlannerReport report(Bound bound) {
    return new PlannerReport(
        "CPU",
        List.of(),
        List.of(),
        new SmallDays(0, 1, 1),
        new PlannerReport.CityTrip(1, 1, 1, 1, 0),
        List.of(Bound.msAtMost("fine", 1, 2), bound));
  }
}
