/// Whole-system stories: real servers, real PostgreSQL, calls over real sockets; one story for each
/// promise to a caller.
@NullMarked
package com.tripgen.ai.scenarios;

import org.jspecify.annotations.NullMarked;
