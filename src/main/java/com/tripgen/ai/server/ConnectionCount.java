package com.tripgen.ai.server;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Counts open connections, in all and by address, and says when there are as many as may be.
final class ConnectionCount {
  private final ConnectionLimits limits;
  private final Map<InetAddress, Integer> byAddress = new HashMap<>();
  private int total;

  ConnectionCount(ConnectionLimits limits) {
    this.limits = limits;
  }

  /// Takes a place, which [#release] gives back; false when there is none.
  synchronized boolean take(@Nullable SocketAddress peer) {
    if (total == limits.total()) {
      return false;
    }
    if (peer instanceof InetSocketAddress address
        && byAddress.merge(address.getAddress(), 1, Integer::sum) > limits.perAddress()) {
      release(address.getAddress());
      return false;
    }
    total++;
    return true;
  }

  synchronized void release(@Nullable SocketAddress peer) {
    total--;
    if (peer instanceof InetSocketAddress address) {
      release(address.getAddress());
    }
  }

  private void release(InetAddress address) {
    byAddress.computeIfPresent(address, (_, count) -> count == 1 ? null : count - 1);
  }

  synchronized int total() {
    return total;
  }
}
