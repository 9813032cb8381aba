package com.tripgen.ai.cli;

import com.google.protobuf.Timestamp;
import com.google.protobuf.Value;
import com.tripgen.ai.cli.Terminal.Style;
import com.tripgen.ai.cli.TextTable.Cell;
import com.tripgen.ai.cli.TextTable.Column;
import com.tripgen.ai.v1.Job;
import com.tripgen.ai.v1.JobAttempt;
import com.tripgen.ai.v1.JobStatus;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Jobs as people read them, in the time of their place.
record JobText(ZoneId zone) {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
  private static final EnumNames.JobTypes TYPES = new EnumNames.JobTypes();
  private static final EnumNames.JobStatuses STATUSES = new EnumNames.JobStatuses();

  static JobText here() {
    return new JobText(ZoneId.systemDefault());
  }

  String time(Timestamp time) {
    return TIME.format(Instant.ofEpochSecond(time.getSeconds(), time.getNanos()).atZone(zone));
  }

  TextTable table(List<Job> jobs) {
    TextTable table =
        new TextTable(
            Column.natural(),
            Column.natural(),
            Column.natural(),
            Column.natural(),
            Column.natural(),
            new Column(8, Integer.MAX_VALUE));
    table.row(Style.BOLD, "REQUEST ID", "STATUS", "DONE", "TYPE", "CREATED", "TRIP");
    for (Job job : jobs) {
      table.row(
          Cell.plain(job.getRequestId()),
          status(job.getStatus()),
          Cell.plain(job.getProgress() + " %"),
          Cell.plain(TYPES.name(job.getJobType())),
          Cell.plain(time(job.getCreateTime())),
          Cell.plain(job.getTripId()));
    }
    return table;
  }

  static Cell status(JobStatus status) {
    Style style =
        switch (status) {
          case JOB_STATUS_COMPLETED -> Style.GREEN;
          case JOB_STATUS_FAILED, JOB_STATUS_CANCELLED -> Style.RED;
          case JOB_STATUS_PROCESSING -> Style.CYAN;
          case JOB_STATUS_QUEUED, JOB_STATUS_UNSPECIFIED, UNRECOGNIZED -> Style.PLAIN;
        };
    return new Cell(STATUSES.name(status), style);
  }

  TextTable details(Job job) {
    TextTable table = new TextTable(Column.natural(), new Column(20, Integer.MAX_VALUE));
    add(table, "request id", job.getRequestId());
    add(table, "type", TYPES.name(job.getJobType()));
    table.row(new Cell("status", Style.DIM), status(job.getStatus()));
    add(table, "progress", job.getProgress() + " %");
    add(table, "step", job.getCurrentStep());
    add(table, "trip", job.getTripId());
    add(table, "attempt", job.getAttempt() + " of " + job.getMaxAttempts());
    if (job.getPriority() > 0) {
      add(table, "priority", Integer.toString(job.getPriority()));
    }
    add(table, "fairness key", job.getFairnessKey());
    add(
        table,
        "labels",
        job.getLabelsMap().entrySet().stream()
            .map(label -> label.getKey() + "=" + label.getValue())
            .sorted()
            .collect(Collectors.joining(", ")));
    addTime(table, "created", job.hasCreateTime(), job.getCreateTime());
    addTime(table, "not before", job.hasRunTime(), job.getRunTime());
    addTime(table, "started", job.hasStartTime(), job.getStartTime());
    addTime(table, "ended", job.hasCompleteTime(), job.getCompleteTime());
    job.getAttemptsList()
        .forEach(attempt -> add(table, "attempt " + attempt.getNumber(), text(attempt)));
    addResult(table, job);
    if (job.hasError()) {
      table.row(new Cell("error", Style.DIM), new Cell(job.getError().getMessage(), Style.RED));
    }
    return table;
  }

  /// What a job brought, without the rest.
  TextTable result(Job job) {
    TextTable table = new TextTable(Column.natural(), new Column(20, Integer.MAX_VALUE));
    addResult(table, job);
    return table;
  }

  private static void addResult(TextTable table, Job job) {
    job.getResult()
        .getFieldsMap()
        .forEach((name, value) -> add(table, name.replace('_', ' '), text(value)));
  }

  private String text(JobAttempt attempt) {
    String outcome =
        attempt.getOutcome().name().replace("JOB_ATTEMPT_OUTCOME_", "").toLowerCase(Locale.ROOT);
    return time(attempt.getStartTime())
        + (attempt.hasEndTime() ? " to " + time(attempt.getEndTime()) + ", " + outcome : "")
        + (attempt.hasError() ? ": " + attempt.getError().getMessage() : "");
  }

  private static String text(Value value) {
    return switch (value.getKindCase()) {
      case STRING_VALUE -> value.getStringValue();
      case NULL_VALUE, KIND_NOT_SET -> "";
      case NUMBER_VALUE, BOOL_VALUE, STRUCT_VALUE, LIST_VALUE -> MessageJson.line(value);
    };
  }

  private void addTime(TextTable table, String name, boolean known, Timestamp time) {
    if (known) {
      add(table, name, time(time));
    }
  }

  private static void add(TextTable table, String name, String text) {
    if (!text.isEmpty()) {
      table.row(new Cell(name, Style.DIM), Cell.plain(text));
    }
  }
}
