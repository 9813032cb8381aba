/// The durable job engine: submission, claims, leases, retries, cancellation and the watch of every
/// job, on PostgreSQL alone.
@NullMarked
package com.tripgen.ai.jobs;

import org.jspecify.annotations.NullMarked;
