package com.tripgen.ai.server;

import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.netty.shaded.io.netty.channel.Channel;
import io.grpc.netty.shaded.io.netty.channel.ChannelFuture;
import io.grpc.netty.shaded.io.netty.channel.DefaultChannelPromise;
import io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.IoHandlerFactory;
import io.grpc.netty.shaded.io.netty.channel.MultiThreadIoEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.ServerChannel;
import io.grpc.netty.shaded.io.netty.channel.epoll.Epoll;
import io.grpc.netty.shaded.io.netty.channel.epoll.EpollIoHandler;
import io.grpc.netty.shaded.io.netty.channel.epoll.EpollServerSocketChannel;
import io.grpc.netty.shaded.io.netty.channel.nio.NioIoHandler;
import io.grpc.netty.shaded.io.netty.channel.socket.nio.NioServerSocketChannel;
import io.grpc.netty.shaded.io.netty.util.concurrent.DefaultThreadFactory;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The threads of a server's sockets, which take only so many connections: what is too much is
/// closed as soon as it has come, before it costs a handshake or a buffer.
final class Sockets implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Sockets.class);
  private static final long LINES_APART_NANOS = Duration.ofMinutes(1).toNanos();

  private final ConnectionCount open;
  private final Runnable refused;
  private final Class<? extends ServerChannel> type;
  private final EventLoopGroup listening;
  private final EventLoopGroup connections;
  private final AtomicLong nextLine = new AtomicLong(System.nanoTime());

  /// @param refused is run for each connection that was closed for being too many
  Sockets(ConnectionCount open, Runnable refused) {
    this.open = open;
    this.refused = refused;
    boolean epoll = Epoll.isAvailable();
    this.type = epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
    this.listening = new MultiThreadIoEventLoopGroup(1, threads("grpc-listen"), io(epoll));
    this.connections = new Connections(io(epoll));
  }

  private static DefaultThreadFactory threads(String name) {
    return new DefaultThreadFactory(name, true);
  }

  private static IoHandlerFactory io(boolean epoll) {
    return epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
  }

  NettyServerBuilder under(NettyServerBuilder server) {
    return server.channelType(type).bossEventLoopGroup(listening).workerEventLoopGroup(connections);
  }

  /// As many threads as Netty thinks right.
  private final class Connections extends MultiThreadIoEventLoopGroup {
    private Connections(IoHandlerFactory io) {
      super(0, threads("grpc-connections"), io);
    }

    @Override
    public ChannelFuture register(Channel connection) {
      SocketAddress peer = connection.remoteAddress();
      if (open.take(peer)) {
        var _ = connection.closeFuture().addListener(_ -> open.release(peer));
        return super.register(connection);
      }
      connection.unsafe().closeForcibly();
      refused.run();
      warn(peer);
      return new DefaultChannelPromise(connection, next()).setSuccess();
    }
  }

  private void warn(SocketAddress peer) {
    long line = nextLine.get();
    long now = System.nanoTime();
    if (now - line >= 0 && nextLine.compareAndSet(line, now + LINES_APART_NANOS)) {
      LOG.warn(
          "a connection of {} is refused, there are {}: as many as may be", peer, open.total());
    }
  }

  @Override
  public void close() {
    var _ = listening.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    var _ = connections.shutdownGracefully(0, 1, TimeUnit.SECONDS);
  }
}
