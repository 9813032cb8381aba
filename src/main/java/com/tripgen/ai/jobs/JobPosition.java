package com.tripgen.ai.jobs;

/// Which job has this number, and how far it had come when a watcher was last told.
record JobPosition(long jobId, String requestId, long revision) {}
