package com.tripgen.ai.jobs;

import com.tripgen.ai.v1.SubmitJobRequest;

/// How a feature takes the jobs of its kind that come through SubmitJob: with the same checks, and
/// the same rows, as its own creating call.
@FunctionalInterface
public interface JobSubmitter {
  Submission submit(SubmitJobRequest request, NewJob.Options options);
}
