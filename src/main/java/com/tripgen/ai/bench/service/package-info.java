/// Measures a running service beside its limits and peers, in the same run and by turns.
@NullMarked
package com.tripgen.ai.bench.service;

import org.jspecify.annotations.NullMarked;
