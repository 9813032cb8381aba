package com.tripgen.ai.models;

/// For whom models are asked.
///
/// @param caller whose budget it is
/// @param requestId of the job; empty when there is none
public record Asker(String caller, String requestId) {
  private static final int MOST_CHARACTERS = 64;

  public Asker {
    caller = caller.substring(0, Math.min(caller.length(), MOST_CHARACTERS));
  }
}
