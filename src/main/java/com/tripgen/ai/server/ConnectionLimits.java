package com.tripgen.ai.server;

/// How many connections are held at once.
///
/// @param perAddress from one address; a balancer in front of a server is one
public record ConnectionLimits(int total, int perAddress) {
  public ConnectionLimits {
    if (total < 1 || perAddress < 1) {
      throw new IllegalArgumentException("at least one connection is held");
    }
  }
}
