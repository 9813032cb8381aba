package com.tripgen.ai.chaos;

import com.tripgen.ai.chaos.TcpProxy.LostCommit;
import com.tripgen.ai.chaos.TcpProxy.Mode;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/// One connection through a [TcpProxy].
final class ProxiedConnection implements Runnable {
  private static final int CHUNK = 65_536;

  private final TcpProxy proxy;
  private final Socket client;
  private final Socket server = new Socket();
  private final CountDownLatch reset = new CountDownLatch(1);
  private final FrontendMessages messages = new FrontendMessages();
  private volatile boolean silent;
  private boolean losesCommit;
  private volatile @Nullable LostCommit losing;

  ProxiedConnection(TcpProxy proxy, Socket client) {
    this.proxy = proxy;
    this.client = client;
  }

  @Override
  public void run() {
    try {
      if (proxy.awaitMode() == Mode.BLACKHOLE) {
        silence();
        reset.await();
        return;
      }
      server.connect(proxy.target());
      Thread answers =
          Thread.ofVirtual().name("proxy-answers").start(() -> copy(server, client, false));
      copy(client, server, true);
      answers.join();
    } catch (IOException nobodyThere) {
      reset();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      proxy.forget(this);
    }
  }

  void silence() {
    silent = true;
  }

  /// Both sides learn that the connection broke, without a goodbye.
  void reset() {
    close(client);
    close(server);
    reset.countDown();
  }

  private static void close(Socket socket) {
    try {
      socket.setSoLinger(true, 0);
    } catch (IOException closedAlready) {
      return;
    }
    try {
      socket.close();
    } catch (IOException closedAlready) {
      // That was the aim.
    }
  }

  private void copy(Socket from, Socket to, boolean asked) {
    byte[] chunk = new byte[CHUNK];
    try {
      InputStream in = from.getInputStream();
      for (int length = in.read(chunk); length >= 0; length = in.read(chunk)) {
        boolean passes = passes();
        LostCommit lost = losing;
        if (asked) {
          messages.follow(chunk, length, this::executes);
        } else if (lost != null) {
          reset();
          lost.swallowed().complete(null);
          return;
        }
        if (passes) {
          to.getOutputStream().write(chunk, 0, length);
        }
      }
      if (passes()) {
        client.close();
        server.close();
      } else {
        reset.await();
      }
    } catch (IOException broken) {
      if (!silent) {
        reset();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean passes() throws InterruptedException {
    if (proxy.awaitMode() == Mode.BLACKHOLE) {
      silence();
    }
    return !silent;
  }

  /// A statement on its way to the server.
  private void executes(String sql) {
    LostCommit next = proxy.lostCommit().get();
    losesCommit |= next != null && sql.contains(next.statementPart());
    if (sql.equals("ROLLBACK")) {
      losesCommit = false;
    } else if (losesCommit && sql.equals("COMMIT")) {
      losesCommit = false;
      losing = proxy.lostCommit().getAndSet(null);
    }
  }
}
