/// Why and how to visit a place, for travellers of one profile: the texts, their 24 hours in the
/// database, and the jobs that write them ahead.
@NullMarked
package com.tripgen.ai.recommendations;

import org.jspecify.annotations.NullMarked;
