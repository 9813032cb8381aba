/// The catalogue of errors: what a caller is told, and the one place that turns a failure into a
/// status.
@NullMarked
package com.tripgen.ai.errors;

import org.jspecify.annotations.NullMarked;
