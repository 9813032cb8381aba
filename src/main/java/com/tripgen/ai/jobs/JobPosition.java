package com.tripgen.ai.jobs;

/// Which job has this number, and how far it has come.
record JobPosition(long jobId, String requestId, long revision) {}
