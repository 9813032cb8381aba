/// What a trip plan is and must satisfy: the facts of a problem, the plan, the constraints and
/// their constants. Pure: no I/O, no generated message, no SQL.
@NullMarked
package com.tripgen.ai.planning;

import org.jspecify.annotations.NullMarked;
