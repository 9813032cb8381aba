/// What tests of every package stand on: a real PostgreSQL, clocks and fixtures.
@NullMarked
package com.tripgen.ai.support;

import org.jspecify.annotations.NullMarked;
