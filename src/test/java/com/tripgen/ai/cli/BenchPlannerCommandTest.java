package com.tripgen.ai.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchPlannerCommandTest {
  private final Screen screen = Screen.plain(100);

  @TempDir private Path folder;

  @Test
  void a_folder_without_instances_is_told_before_anything_is_planned() {
    for (Path instances : new Path[] {folder, folder.resolve("missing")}) {
      int code =
          TripgenCommand.execute(
              screen.terminal(),
              Map.of(),
              UnaryOperator.identity(),
              "bench",
              "planner",
              "--instances",
              instances.toString());

      assertThat(code).isEqualTo(TripgenCommand.FAILED);
      assertThat(screen.err()).contains("--instances: there is no *.txt file in " + instances);
    }
  }
}
