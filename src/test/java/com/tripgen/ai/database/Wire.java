package com.tripgen.ai.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/// A network between a client and PostgreSQL that can go silent: what is connected then stays
/// connected and hears nothing any more, as when a firewall forgets a connection.
final class Wire implements AutoCloseable {
  private final DatabaseAccess target;
  private final URI address;
  private final ServerSocket entrance;
  private final List<Connection> connections = new CopyOnWriteArrayList<>();
  private volatile CountDownLatch gate = new CountDownLatch(0);

  private Wire(DatabaseAccess target) throws IOException {
    this.target = target;
    this.address = URI.create(target.jdbcUrl().substring("jdbc:".length()));
    this.entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  }

  static Wire to(DatabaseAccess target) throws IOException {
    Wire wire = new Wire(target);
    Thread.ofVirtual().start(wire::accept);
    return wire;
  }

  DatabaseAccess access() {
    return DatabaseAccess.of(
        "jdbc:postgresql://127.0.0.1:" + entrance.getLocalPort() + address.getPath(),
        target.user(),
        target.password());
  }

  /// Lets nothing through until [#release()].
  void hold() {
    gate = new CountDownLatch(1);
  }

  void release() {
    gate.countDown();
  }

  /// Only for the connections of now: new ones work.
  void goSilent() {
    connections.forEach(connection -> connection.silent = true);
  }

  @Override
  public void close() throws IOException {
    entrance.close();
    for (Connection connection : connections) {
      connection.client.close();
      connection.server.close();
    }
  }

  private void accept() {
    try {
      while (!entrance.isClosed()) {
        Socket client = entrance.accept();
        Connection connection =
            new Connection(client, new Socket(address.getHost(), address.getPort()));
        connections.add(connection);
        Thread.ofVirtual().start(() -> connection.copy(client, connection.server));
        Thread.ofVirtual().start(() -> connection.copy(connection.server, client));
      }
    } catch (IOException closed) {
      // The test is over.
    }
  }

  private final class Connection {
    private final Socket client;
    private final Socket server;
    private volatile boolean silent;

    Connection(Socket client, Socket server) {
      this.client = client;
      this.server = server;
    }

    void copy(Socket from, Socket to) {
      byte[] buffer = new byte[8_192];
      try (InputStream in = from.getInputStream();
          OutputStream out = to.getOutputStream()) {
        for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
          gate.await();
          if (!silent) {
            out.write(buffer, 0, length);
          }
        }
      } catch (IOException closed) {
        // One side is gone.
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
