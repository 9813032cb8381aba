package com.tripgen.ai.chaos;

import com.tripgen.ai.server.ServiceConfig;
import io.grpc.EquivalentAddressGroup;
import io.grpc.ManagedChannel;
import io.grpc.NameResolver;
import io.grpc.NameResolverProvider;
import io.grpc.NameResolverRegistry;
import io.grpc.StatusOr;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/// A client's channel to all replicas, with the service config that is published for clients.
final class ReplicaChannel implements AutoCloseable {
  private final FixedAddresses addresses;
  private final ManagedChannel channel;

  private ReplicaChannel(FixedAddresses addresses) {
    this.addresses = addresses;
    this.channel =
        NettyChannelBuilder.forTarget(addresses.getDefaultScheme() + ":///replicas")
            .usePlaintext()
            .defaultServiceConfig(ServiceConfig.published())
            .build();
  }

  static ReplicaChannel to(List<InetSocketAddress> replicas) {
    FixedAddresses addresses = new FixedAddresses(replicas);
    NameResolverRegistry.getDefaultRegistry().register(addresses);
    return new ReplicaChannel(addresses);
  }

  ManagedChannel channel() {
    return channel;
  }

  @Override
  public void close() {
    channel.shutdownNow();
    NameResolverRegistry.getDefaultRegistry().deregister(addresses);
  }

  /// Stands for a name service that knows every replica.
  private static final class FixedAddresses extends NameResolverProvider {
    private final String scheme = "replicas-" + UUID.randomUUID();
    private final List<EquivalentAddressGroup> groups;

    private FixedAddresses(List<InetSocketAddress> replicas) {
      this.groups = replicas.stream().map(EquivalentAddressGroup::new).toList();
    }

    @Override
    protected boolean isAvailable() {
      return true;
    }

    @Override
    protected int priority() {
      return 5;
    }

    @Override
    public String getDefaultScheme() {
      return scheme;
    }

    @Override
    public Collection<Class<? extends SocketAddress>> getProducedSocketAddressTypes() {
      return Set.of(InetSocketAddress.class);
    }

    @Override
    public NameResolver newNameResolver(URI target, NameResolver.Args args) {
      return new NameResolver() {
        @Override
        public String getServiceAuthority() {
          return "replicas";
        }

        @Override
        public void start(Listener2 listener) {
          listener.onResult(
              ResolutionResult.newBuilder()
                  .setAddressesOrError(StatusOr.fromValue(groups))
                  .build());
        }

        @Override
        public void shutdown() {}
      };
    }
  }
}
