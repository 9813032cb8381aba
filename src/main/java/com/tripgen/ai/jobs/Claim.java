package com.tripgen.ai.jobs;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The fencing token of one attempt: a write under an older claim changes no row.
///
/// @param claimNumber grows with every claim of a job. A standby that is promoted without the last
///   commits gives a number a second time, hence the worker
record Claim(long jobId, long claimNumber, @Nullable UUID workerId) {}
