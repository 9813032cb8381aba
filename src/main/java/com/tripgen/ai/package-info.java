/// The AI backend of a trip planner: where the program starts.
@NullMarked
package com.tripgen.ai;

import org.jspecify.annotations.NullMarked;
