package com.tripgen.ai.jobs;

import java.time.Instant;

/// What the end of a job has made of it beyond what its worker knows.
record StoredCompletion(long jobId, long claimNumber, long revision, Instant completedAt) {}
