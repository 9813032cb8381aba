package com.tripgen.ai.server;

import java.io.IOException;

/// The port for health and metrics cannot be had.
public final class HttpPortException extends IOException {
  private final int port;

  HttpPortException(int port, IOException cause) {
    super(cause.getMessage(), cause);
    this.port = port;
  }

  public int port() {
    return port;
  }
}
