package com.tripgen.ai.jobs;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Some jobs and their status changes, read after them.
///
/// @param events of each job, the oldest first
record JobsAndEvents(List<Job> jobs, Map<Long, List<JobEvent>> events) {
  static final JobsAndEvents NONE = new JobsAndEvents(List.of(), Map.of());

  /// @param results of two statements, of which the first reads jobs and the second events
  static JobsAndEvents of(List<List<?>> results) {
    return new JobsAndEvents(
        results.getFirst().stream().map(Job.class::cast).toList(),
        results.getLast().stream()
            .map(JobEvent.class::cast)
            .collect(Collectors.groupingBy(JobEvent::jobId)));
  }

  /// The changes of a job up to the row read of it: one that was made between the two statements
  /// would be told with the older row's times. It comes with the next row.
  List<JobEvent> eventsOf(Job job) {
    return events.getOrDefault(job.id(), List.of()).stream()
        .filter(event -> event.revision() <= job.revision())
        .toList();
  }
}
