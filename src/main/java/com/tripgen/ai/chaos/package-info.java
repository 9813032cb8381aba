/// Faults on purpose: a network that goes silent or breaks, a PostgreSQL that crashes and fails
/// over. For `./tripgen chaos` and the scenarios; nothing that serves callers uses it.
@NullMarked
package com.tripgen.ai.chaos;

import org.jspecify.annotations.NullMarked;
