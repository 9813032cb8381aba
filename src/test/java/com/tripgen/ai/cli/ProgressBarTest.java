package com.tripgen.ai.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.tripgen.ai.v1.Job;
import com.tripgen.ai.v1.JobStatus;
import com.tripgen.ai.v1.JobStep;
import com.tripgen.ai.v1.JobStepStatus;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressBarTest {
  private static final List<String> STEPS =
      List.of("collecting_places", "planning_days", "a_new_one");

  /// @param current index of the active step
  private static Job job(JobStatus status, int percent, int current) {
    Job.Builder job = Job.newBuilder().setStatus(status).setProgress(percent);
    for (int step = 0; step < STEPS.size(); step++) {
      JobStepStatus stepStatus =
          step < current
              ? JobStepStatus.JOB_STEP_STATUS_DONE
              : step == current
                  ? JobStepStatus.JOB_STEP_STATUS_ACTIVE
                  : JobStepStatus.JOB_STEP_STATUS_PENDING;
      job.addSteps(JobStep.newBuilder().setName(STEPS.get(step)).setStatus(stepStatus));
    }
    if (current >= 0 && current < STEPS.size()) {
      job.setCurrentStep(STEPS.get(current));
    }
    return job.build();
  }

  private static void showAll(ProgressBar bar) {
    bar.show(job(JobStatus.JOB_STATUS_QUEUED, 0, -1));
    bar.show(job(JobStatus.JOB_STATUS_PROCESSING, 5, 0));
    bar.show(job(JobStatus.JOB_STATUS_PROCESSING, 40, 1));
    bar.show(job(JobStatus.JOB_STATUS_PROCESSING, 70, 1));
    bar.show(job(JobStatus.JOB_STATUS_COMPLETED, 100, 3));
  }

  @Test
  void without_a_terminal_each_step_is_a_line() {
    Screen screen = Screen.plain(100);

    showAll(new ProgressBar(screen.terminal(), Language.ENGLISH));

    assertThat(screen.lines())
        .containsExactly(
            "    0 %  waiting for a worker",
            "    5 %  collecting places", "   40 %  planning the days", "  100 %  done");
  }

  @Test
  void on_a_terminal_the_picture_is_drawn_over_the_last_one() {
    Screen screen = Screen.live(100);

    showAll(new ProgressBar(screen.terminal(), Language.KOREAN));

    String[] pictures = screen.out().split("\u001b\\[4A\r\u001b\\[J", -1);
    assertThat(pictures).hasSize(5);
    assertThat(pictures[2].lines())
        .containsExactly(
            "  " + "█".repeat(12) + "░".repeat(20) + "  40 %",
            "  ✓ 장소 모으기",
            "  ▸ 일정 짜기",
            "  · a new one");
    assertThat(pictures[4].lines()).startsWith("  " + "█".repeat(32) + " 100 %  완료", "  ✓ 장소 모으기");
  }

  @Test
  void a_failure_is_seen_where_it_happened() {
    Screen screen = Screen.coloured(100);

    new ProgressBar(screen.terminal(), Language.ENGLISH)
        .show(job(JobStatus.JOB_STATUS_FAILED, 40, 1));

    assertThat(screen.out()).contains("\u001b[31m█", "failed", "▸ planning the days");
  }
}
