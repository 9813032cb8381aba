package com.tripgen.ai.server;

import io.grpc.MethodDescriptor;
import java.io.InputStream;

/// Messages as the streams that they are sent in, each to be read once. The library's own way to
/// have them as streams copies each into a buffer, so that it could be read again.
enum StreamMarshaller implements MethodDescriptor.Marshaller<InputStream> {
  INSTANCE;

  @Override
  public InputStream stream(InputStream value) {
    return value;
  }

  @Override
  public InputStream parse(InputStream stream) {
    return stream;
  }
}
