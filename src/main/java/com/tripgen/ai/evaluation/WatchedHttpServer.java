package com.tripgen.ai.evaluation;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// An HTTP server on this machine, one exchange a connection, that sees whoever asks leave at any
/// moment. The JDK's own hears of it when it writes, and then only once the other side has
/// forgotten the connection: a client of the JDK can take seconds for that.
final class WatchedHttpServer implements AutoCloseable {
  private final ServerSocket socket;
  private final Handler handler;
  private final Set<WatchedExchange> open = ConcurrentHashMap.newKeySet();
  private final AtomicInteger abandoned = new AtomicInteger();

  /// Answers on a thread of its own.
  @FunctionalInterface
  interface Handler {
    void handle(WatchedExchange exchange) throws IOException, InterruptedException;
  }

  /// Listens on a free port.
  WatchedHttpServer(Handler handler) throws IOException {
    this.socket = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
    this.handler = handler;
    var _ = Thread.ofVirtual().name("watched-http").start(this::accept);
  }

  int port() {
    return socket.getLocalPort();
  }

  /// How often whoever asked went away before the question or the answer was over.
  int abandoned() {
    return abandoned.get();
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket connection = socket.accept();
        var _ = Thread.ofVirtual().name("watched-http").start(() -> serve(connection));
      } catch (IOException e) {
        // Closed, or whoever wanted to connect is gone already.
      }
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      Optional<WatchedExchange> asked =
          WatchedExchange.read(connection, abandoned::incrementAndGet);
      if (asked.isPresent()) {
        handle(asked.get());
      }
    } catch (IOException e) {
      // Who left is counted by the exchange.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void handle(WatchedExchange exchange) throws IOException, InterruptedException {
    open.add(exchange);
    try (exchange) {
      if (!socket.isClosed()) {
        handler.handle(exchange);
      }
    } finally {
      open.remove(exchange);
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    open.forEach(WatchedExchange::close);
  }
}
