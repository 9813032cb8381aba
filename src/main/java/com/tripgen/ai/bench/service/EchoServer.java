package com.tripgen.ai.bench.service;

import io.grpc.InsecureServerCredentials;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ServerCalls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.Executors;

/// What gRPC alone can do: answers as many bytes as asked for. Same transport and executor as the
/// service.
final class EchoServer {
  private EchoServer() {}

  static void main(String[] arguments) throws IOException, InterruptedException {
    Server server =
        NettyServerBuilder.forAddress(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                InsecureServerCredentials.create())
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .addService(service())
            .build()
            .start();
    System.out.println("serving gRPC on 127.0.0.1:" + server.getPort());
    server.awaitTermination();
  }

  private static ServerServiceDefinition service() {
    return ServerServiceDefinition.builder("tripgen.bench.Echo")
        .addMethod(
            RawCalls.ECHO,
            ServerCalls.<byte[], byte[]>asyncUnaryCall(
                (request, observer) -> {
                  observer.onNext(new byte[ByteBuffer.wrap(request).getInt()]);
                  observer.onCompleted();
                }))
        .build();
  }
}
