package com.tripgen.ai.jobs;

/// The fencing token of one attempt: a write under an older claim number changes no row.
record Claim(long jobId, long claimNumber) {}
