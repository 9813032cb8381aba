/// The front door for people: the commands, what they print, and the sentence for each failure.
@NullMarked
package com.tripgen.ai.cli;

import org.jspecify.annotations.NullMarked;
