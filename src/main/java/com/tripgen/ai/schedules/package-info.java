/// Schedules: making them, the JSON in which they are kept, and the calls that read them.
@NullMarked
package com.tripgen.ai.schedules;

import org.jspecify.annotations.NullMarked;
