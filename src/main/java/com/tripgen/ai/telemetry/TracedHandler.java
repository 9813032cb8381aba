package com.tripgen.ai.telemetry;

import com.tripgen.ai.jobs.Job;
import com.tripgen.ai.jobs.JobCompletion;
import com.tripgen.ai.jobs.JobHandler;
import com.tripgen.ai.jobs.JobProgress;
import com.tripgen.ai.jobs.JobType;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import java.util.List;

/// A span for every run of a handler, within the trace in which its job was submitted.
record TracedHandler(JobHandler handler, Tracing tracing) implements JobHandler {
  private static final AttributeKey<String> REQUEST_ID = AttributeKey.stringKey("job.request_id");
  private static final AttributeKey<String> ERROR = AttributeKey.stringKey("error.type");
  private static final AttributeKey<Long> ATTEMPT = AttributeKey.longKey("job.attempt");

  @Override
  public JobType type() {
    return handler.type();
  }

  @Override
  public List<String> steps() {
    return handler.steps();
  }

  @Override
  public JobCompletion run(Job job, JobProgress progress) throws InterruptedException {
    Context submitted = Tracing.present();
    Span span =
        tracing
            .tracer()
            .spanBuilder("run " + job.jobType())
            .setParent(submitted)
            .setSpanKind(SpanKind.CONSUMER)
            .setAttribute(REQUEST_ID, job.requestId())
            .setAttribute(ATTEMPT, (long) job.attempt())
            .startSpan();
    io.grpc.Context ours = Tracing.with(io.grpc.Context.current(), submitted.with(span));
    io.grpc.Context before = ours.attach();
    try {
      return handler.run(job, progress);
    } catch (RuntimeException | InterruptedException | Error e) {
      // Not its message, which may quote what travellers told.
      span.setAttribute(ERROR, e.getClass().getName());
      span.setStatus(StatusCode.ERROR);
      throw e;
    } finally {
      ours.detach(before);
      span.end();
    }
  }
}
