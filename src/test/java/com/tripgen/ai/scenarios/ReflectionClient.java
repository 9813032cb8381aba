package com.tripgen.ai.scenarios;

import com.google.protobuf.ByteString;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.Descriptors.ServiceDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.protobuf.ProtoUtils;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// A caller that has no generated code: it learns the contract from the server and speaks JSON, as
/// grpcurl does.
final class ReflectionClient {
  private final Channel channel;
  private final Map<String, FileDescriptor> files = new HashMap<>();

  ReflectionClient(Channel channel) {
    this.channel = channel;
  }

  /// The names of all services.
  List<String> services() throws Exception {
    return ask(ServerReflectionRequest.newBuilder().setListServices("").build())
        .getListServicesResponse()
        .getServiceList()
        .stream()
        .map(service -> service.getName())
        .toList();
  }

  /// The methods of one service as `package.Service/Method`.
  List<String> methods(String service) throws Exception {
    return service(service).getMethods().stream()
        .map(method -> service + "/" + method.getName())
        .toList();
  }

  /// Every message that comes back.
  ///
  /// @param method as `package.Service/Method`
  List<DynamicMessage> call(String method, String json) throws Exception {
    int slash = method.indexOf('/');
    MethodDescriptor called =
        service(method.substring(0, slash)).findMethodByName(method.substring(slash + 1));
    List<DynamicMessage> answers = new ArrayList<>();
    ClientCalls.blockingServerStreamingCall(
            channel,
            described(method, called),
            CallOptions.DEFAULT.withDeadlineAfter(60, TimeUnit.SECONDS),
            read(json, called))
        .forEachRemaining(answers::add);
    return answers;
  }

  private static DynamicMessage read(String json, MethodDescriptor method)
      throws InvalidProtocolBufferException {
    DynamicMessage.Builder request = DynamicMessage.newBuilder(method.getInputType());
    JsonFormat.parser().merge(json, request);
    return request.build();
  }

  private static io.grpc.MethodDescriptor<DynamicMessage, DynamicMessage> described(
      String name, MethodDescriptor method) {
    return io.grpc.MethodDescriptor.<DynamicMessage, DynamicMessage>newBuilder()
        .setType(method.isServerStreaming() ? MethodType.SERVER_STREAMING : MethodType.UNARY)
        .setFullMethodName(name)
        .setRequestMarshaller(
            ProtoUtils.marshaller(DynamicMessage.getDefaultInstance(method.getInputType())))
        .setResponseMarshaller(
            ProtoUtils.marshaller(DynamicMessage.getDefaultInstance(method.getOutputType())))
        .build();
  }

  private ServiceDescriptor service(String name) throws Exception {
    var found =
        ask(ServerReflectionRequest.newBuilder().setFileContainingSymbol(name).build())
            .getFileDescriptorResponse();
    Map<String, FileDescriptorProto> sources = new HashMap<>();
    for (ByteString bytes : found.getFileDescriptorProtoList()) {
      FileDescriptorProto file = FileDescriptorProto.parseFrom(bytes);
      sources.put(file.getName(), file);
    }
    for (FileDescriptorProto file : sources.values()) {
      for (ServiceDescriptor service : build(file.getName(), sources).getServices()) {
        if (service.getFullName().equals(name)) {
          return service;
        }
      }
    }
    throw new AssertionError("reflection knows no service " + name);
  }

  private FileDescriptor build(String name, Map<String, FileDescriptorProto> sources)
      throws DescriptorValidationException {
    FileDescriptor known = files.get(name);
    if (known != null) {
      return known;
    }
    FileDescriptorProto source = Objects.requireNonNull(sources.get(name), name);
    List<FileDescriptor> imports = new ArrayList<>();
    for (String imported : source.getDependencyList()) {
      imports.add(build(imported, sources));
    }
    FileDescriptor built = FileDescriptor.buildFrom(source, imports.toArray(FileDescriptor[]::new));
    files.put(name, built);
    return built;
  }

  private ServerReflectionResponse ask(ServerReflectionRequest request) throws Exception {
    CompletableFuture<ServerReflectionResponse> answer = new CompletableFuture<>();
    StreamObserver<ServerReflectionRequest> asked =
        ServerReflectionGrpc.newStub(channel)
            .serverReflectionInfo(
                new StreamObserver<>() {
                  @Override
                  public void onNext(ServerReflectionResponse value) {
                    answer.complete(value);
                  }

                  @Override
                  public void onError(Throwable failure) {
                    answer.completeExceptionally(failure);
                  }

                  @Override
                  public void onCompleted() {}
                });
    asked.onNext(request);
    try {
      return answer.get(30, TimeUnit.SECONDS);
    } finally {
      asked.onCompleted();
    }
  }
}
