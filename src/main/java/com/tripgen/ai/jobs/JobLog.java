package com.tripgen.ai.jobs;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/// While it is open, every line this thread logs says which job it is about.
final class JobLog implements AutoCloseable {
  private final @Nullable Map<String, String> before = MDC.getCopyOfContextMap();

  private JobLog() {}

  static JobLog of(Job job) {
    JobLog log = new JobLog();
    MDC.put("request_id", job.requestId());
    MDC.put("job_type", job.jobType());
    // The caller's name, unless the caller gave another key.
    MDC.put("caller", job.fairnessKey());
    return log;
  }

  @Override
  public void close() {
    MDC.setContextMap(before == null ? Map.of() : before);
  }
}
