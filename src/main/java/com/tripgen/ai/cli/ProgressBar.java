package com.tripgen.ai.cli;

import com.tripgen.ai.cli.Terminal.Style;
import com.tripgen.ai.v1.Job;
import com.tripgen.ai.v1.JobStatus;
import com.tripgen.ai.v1.JobStep;
import com.tripgen.ai.v1.WatchJobResponse;
import java.util.ArrayList;
import java.util.List;

/// How a job gets on: on a live terminal a bar and the list of its steps, drawn again with each
/// change; elsewhere a line per step.
final class ProgressBar implements ResumingWatch.Listener {
  private static final int LENGTH = 32;
  private static final String INDENT = "  ";

  private final Terminal terminal;
  private final Wording wording;
  private int drawn;
  private String lastLine = "";

  ProgressBar(Terminal terminal, Language language) {
    this.terminal = terminal;
    this.wording = new Wording(language);
  }

  @Override
  public void update(WatchJobResponse update) {
    if (update.hasJob()) {
      show(update.getJob());
    }
  }

  /// The next picture comes below the note.
  @Override
  public void lost() {
    drawn = 0;
    terminal
        .err()
        .println(
            INDENT
                + wording
                    .language()
                    .say(
                        "연결이 끊겨 다시 연결하는 중",
                        "the connection is lost; the watch goes on with the next"));
  }

  void show(Job job) {
    if (terminal.live()) {
      terminal.erase(drawn);
      List<String> picture = picture(job);
      picture.forEach(terminal.out()::println);
      drawn = picture.size();
      return;
    }
    String line = label(job);
    if (!line.equals(lastLine)) {
      lastLine = line;
      terminal.out().println(INDENT + percent(job) + "  " + line);
    }
  }

  private List<String> picture(Job job) {
    int full = LENGTH * Math.clamp(job.getProgress(), 0, 100) / 100;
    Style colour = failed(job) ? Style.RED : Style.GREEN;
    List<String> lines = new ArrayList<>();
    lines.add(
        INDENT
            + terminal.paint(colour, "█".repeat(full))
            + terminal.paint(Style.DIM, "░".repeat(LENGTH - full))
            + " "
            + percent(job)
            + (job.getStatus() == JobStatus.JOB_STATUS_PROCESSING ? "" : "  " + label(job)));
    job.getStepsList().forEach(step -> lines.add(INDENT + step(step)));
    return lines;
  }

  private String step(JobStep step) {
    String name = wording.step(step.getName());
    return switch (step.getStatus()) {
      case JOB_STEP_STATUS_DONE -> terminal.paint(Style.GREEN, "✓") + " " + name;
      case JOB_STEP_STATUS_ACTIVE -> terminal.paint(Style.BOLD, "▸ " + name);
      case JOB_STEP_STATUS_PENDING, JOB_STEP_STATUS_UNSPECIFIED, UNRECOGNIZED ->
          terminal.paint(Style.DIM, "· " + name);
    };
  }

  private String label(Job job) {
    return switch (job.getStatus()) {
      case JOB_STATUS_QUEUED -> wording.language().say("대기 중", "waiting for a worker");
      case JOB_STATUS_PROCESSING -> wording.step(job.getCurrentStep());
      case JOB_STATUS_COMPLETED -> wording.language().say("완료", "done");
      case JOB_STATUS_FAILED -> wording.language().say("실패", "failed");
      case JOB_STATUS_CANCELLED -> wording.language().say("취소됨", "cancelled");
      case JOB_STATUS_UNSPECIFIED, UNRECOGNIZED -> "";
    };
  }

  private static boolean failed(Job job) {
    return job.getStatus() == JobStatus.JOB_STATUS_FAILED
        || job.getStatus() == JobStatus.JOB_STATUS_CANCELLED;
  }

  private static String percent(Job job) {
    return "%3d %%".formatted(job.getProgress());
  }
}
