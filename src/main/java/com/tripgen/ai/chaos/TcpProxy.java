package com.tripgen.ai.chaos;

import com.tripgen.ai.database.DatabaseAccess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// A network on loopback that fails as it is told.
public final class TcpProxy implements AutoCloseable {
  private final InetSocketAddress target;
  private final ServerSocket entrance;
  private final Set<ProxiedConnection> connections = ConcurrentHashMap.newKeySet();
  private final AtomicReference<@Nullable LostCommit> lostCommit = new AtomicReference<>();
  private volatile CountDownLatch gate = new CountDownLatch(0);
  private volatile Mode mode = Mode.PASS;

  /// What becomes of the bytes of all connections, the new ones included.
  public enum Mode {
    PASS,

    /// They wait, and are delivered with the return to `PASS`: a partition that heals.
    HOLD,

    /// They vanish, also the news that a side has closed. A connection that was opened or lost
    /// bytes meanwhile stays silent for ever, as after a firewall has forgotten it.
    BLACKHOLE
  }

  private TcpProxy(InetSocketAddress target) throws IOException {
    this.target = target;
    this.entrance = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
  }

  public static TcpProxy to(String host, int port) throws IOException {
    TcpProxy proxy = new TcpProxy(new InetSocketAddress(host, port));
    Thread.ofVirtual().name("proxy-accept").start(proxy::accept);
    return proxy;
  }

  /// In front of a database with one host in its URL.
  public static TcpProxy to(DatabaseAccess database) throws IOException {
    URI address = address(database);
    return to(address.getHost(), address.getPort());
  }

  public int port() {
    return entrance.getLocalPort();
  }

  /// The same database through this proxy. Unencrypted: the proxy follows what is said.
  public DatabaseAccess through(DatabaseAccess database) {
    return new DatabaseAccess(
        url(address(database)),
        database.user(),
        database.password(),
        database.directUrl(),
        database.pooled());
  }

  private String url(URI address) {
    return "jdbc:postgresql://127.0.0.1:" + port() + address.getPath() + "?sslmode=disable";
  }

  private static URI address(DatabaseAccess database) {
    return URI.create(database.jdbcUrl().substring("jdbc:".length()));
  }

  public void set(Mode mode) {
    CountDownLatch before = gate;
    if (mode == Mode.HOLD) {
      gate = new CountDownLatch(1);
    }
    this.mode = mode;
    before.countDown();
  }

  /// The connections of now stay open and hear nothing any more; new ones work.
  public void silenceOpenConnections() {
    connections.forEach(ProxiedConnection::silence);
  }

  /// Resets all connections of now; new ones work.
  public void cut() {
    connections.forEach(ProxiedConnection::reset);
  }

  /// PostgreSQL only: lets the next transaction that contains such a statement commit, swallows the
  /// server's answer to the COMMIT and resets the connection.
  ///
  /// @param statementPart a part of the statement's text
  /// @return done when the answer was swallowed
  public CompletableFuture<Void> loseAnswerToCommitOf(String statementPart) {
    LostCommit next = new LostCommit(statementPart, new CompletableFuture<>());
    lostCommit.set(next);
    return next.swallowed();
  }

  record LostCommit(String statementPart, CompletableFuture<Void> swallowed) {}

  AtomicReference<@Nullable LostCommit> lostCommit() {
    return lostCommit;
  }

  InetSocketAddress target() {
    return target;
  }

  /// Says what becomes of bytes that arrive now, once they are held no more.
  Mode awaitMode() throws InterruptedException {
    while (mode == Mode.HOLD) {
      gate.await();
    }
    return mode;
  }

  void forget(ProxiedConnection connection) {
    connections.remove(connection);
  }

  @Override
  public void close() throws IOException {
    entrance.close();
    set(Mode.PASS);
    cut();
  }

  private void accept() {
    while (!entrance.isClosed()) {
      try {
        Socket client = entrance.accept();
        ProxiedConnection connection = new ProxiedConnection(this, client);
        connections.add(connection);
        Thread.ofVirtual().name("proxy-connection").start(connection);
      } catch (IOException closed) {
        // The loop ends, or the next connection is another matter.
      }
    }
  }
}
