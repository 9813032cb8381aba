/// Measures the planner against published results, exact optima and its own long runs.
@NullMarked
package com.tripgen.ai.bench;

import org.jspecify.annotations.NullMarked;
