package com.tripgen.ai.jobs;

import com.fasterxml.jackson.annotation.JsonRawValue;

/// The end of a claimed job as the columns it becomes.
record CompletionRow(long jobId, long claimNumber, String step, @JsonRawValue String result) {}
