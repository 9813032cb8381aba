package com.tripgen.ai.database;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import javax.net.SocketFactory;

/// Sockets for a connection that listens. After each notification the driver waits a millisecond
/// whether another one follows, before it hands over the first; on these it only looks.
///
/// Public because the driver makes it, by its name.
public final class ListenSocketFactory extends SocketFactory {
  private static final int DRIVER_LOOKS = 1;

  @Override
  public Socket createSocket() {
    return new ListenSocket();
  }

  private static final class ListenSocket extends Socket {
    @Override
    public InputStream getInputStream() throws IOException {
      return new FilterInputStream(super.getInputStream()) {
        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
          if (getSoTimeout() == DRIVER_LOOKS && available() == 0) {
            throw new SocketTimeoutException("nothing has come");
          }
          return super.read(bytes, offset, length);
        }
      };
    }
  }

  @Override
  public Socket createSocket(String host, int port) {
    throw connectsLater();
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort) {
    throw connectsLater();
  }

  @Override
  public Socket createSocket(InetAddress host, int port) {
    throw connectsLater();
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
    throw connectsLater();
  }

  private static UnsupportedOperationException connectsLater() {
    return new UnsupportedOperationException("the driver connects its sockets itself");
  }
}
