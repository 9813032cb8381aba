package com.tripgen.ai.jobs;

/// How far a job has come.
record JobRevision(long jobId, long revision) {}
