/// What a process tells those who watch over it: metrics, and traces of calls, jobs and statements.
/// The other rooms know neither Micrometer nor OpenTelemetry.
@NullMarked
package com.tripgen.ai.telemetry;

import org.jspecify.annotations.NullMarked;
