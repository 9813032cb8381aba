/// The embedded planner: makes the best plan it can find that breaks no hard rule, deterministic by
/// seed. It shares the records of `planning` with the checker and no code.
@NullMarked
package com.tripgen.ai.planning.planner;

import org.jspecify.annotations.NullMarked;
