package com.tripgen.ai.jobs;

/// One of the queues in which jobs of a type wait.
record QueueKey(String fairnessKey, int priority) {}
