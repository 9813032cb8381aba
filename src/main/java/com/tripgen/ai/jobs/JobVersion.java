package com.tripgen.ai.jobs;

/// Which state of its row a job is in, whoever made it and whether or not it has a revision.
record JobVersion(String requestId, long version) {}
