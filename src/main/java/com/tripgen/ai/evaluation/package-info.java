/// Plans many generated requests as the service would, judges every plan with the constraint
/// checker, and counts.
@NullMarked
package com.tripgen.ai.evaluation;

import org.jspecify.annotations.NullMarked;
