package com.tripgen.ai.database;

import java.util.Set;

/// Hears that something with these keys may have changed. Called on the thread that listens: must
/// be quick, and what it throws is only logged.
public interface HintListener {
  /// Keys that some process published; also this one hears its own.
  void hinted(Set<String> keys);

  /// Hints may have been lost, for instance while the connection was away: look at everything
  /// again. Called after each connect too, when hints have begun to arrive.
  void hintsMayBeMissing();
}
