package com.tripgen.ai.jobs;

/// How many jobs wait in one queue, all priorities together.
record QueueDepth(String jobType, String fairnessKey, int jobs) {}
