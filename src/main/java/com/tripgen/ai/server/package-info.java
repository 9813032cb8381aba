/// The server: its configuration, the composition root in which everything is wired once, and what
/// every call passes through.
@NullMarked
package com.tripgen.ai.server;

import org.jspecify.annotations.NullMarked;
