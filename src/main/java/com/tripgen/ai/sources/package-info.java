/// What the world around a trip is: places, weather and ways between cities, from the request and
/// from the bundled catalogue, put together into one planning problem.
@NullMarked
package com.tripgen.ai.sources;

import org.jspecify.annotations.NullMarked;
