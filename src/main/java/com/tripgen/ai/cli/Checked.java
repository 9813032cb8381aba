package com.tripgen.ai.cli;

/// A command whose settings are checked as a whole before it runs.
@FunctionalInterface
interface Checked {
  /// Adds what is wrong beyond the single option.
  void check(UsageErrors errors);
}
