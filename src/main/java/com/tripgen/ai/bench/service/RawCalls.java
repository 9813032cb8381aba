package com.tripgen.ai.bench.service;

import io.grpc.MethodDescriptor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/// Methods whose messages are bytes: a client that reads no message costs the same whatever it
/// calls.
final class RawCalls {
  static final MethodDescriptor<byte[], byte[]> ECHO =
      method(MethodDescriptor.MethodType.UNARY, "tripgen.bench.Echo/Echo");

  static final MethodDescriptor<byte[], byte[]> LISTEN =
      method(MethodDescriptor.MethodType.SERVER_STREAMING, "tripgen.bench.Listen/Listen");

  private RawCalls() {}

  /// The same method as a client without its messages sees it.
  static MethodDescriptor<byte[], byte[]> of(MethodDescriptor<?, ?> method) {
    return method(method.getType(), method.getFullMethodName());
  }

  private static MethodDescriptor<byte[], byte[]> method(
      MethodDescriptor.MethodType type, String name) {
    return MethodDescriptor.<byte[], byte[]>newBuilder(Bytes.INSTANCE, Bytes.INSTANCE)
        .setType(type)
        .setFullMethodName(name)
        .build();
  }

  private enum Bytes implements MethodDescriptor.Marshaller<byte[]> {
    INSTANCE;

    @Override
    public InputStream stream(byte[] value) {
      return new ByteArrayInputStream(value);
    }

    @Override
    public byte[] parse(InputStream stream) {
      try {
        return stream.readAllBytes();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
