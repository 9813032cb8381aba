package com.tripgen.ai.cli;

import com.tripgen.ai.server.ServiceConfig;
import io.grpc.ChannelCredentials;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Metadata;
import io.grpc.TlsChannelCredentials;
import io.grpc.stub.MetadataUtils;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The options that say which service a client command calls, and as whom.
final class TargetOptions {
  static final String TOKEN = "TRIPGEN_TOKEN";

  private static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);
  private static final Pattern ADDRESS = Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[^\\s:/]+):\\d{1,5}");

  /// Notices a server that is gone without a word; servers permit one in 10 s.
  private static final int PING_SECONDS = 30;

  private final Map<String, String> environment;

  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec spec;

  @Option(
      names = "--target",
      paramLabel = "HOST:PORT",
      defaultValue = "127.0.0.1:9090",
      description = {
        "The service to call (default: ${DEFAULT-VALUE}). A token comes from",
        TOKEN + ", or from the file that " + TOKEN + "_FILE names."
      })
  private String target = "127.0.0.1:9090";

  @Option(
      names = "--tls",
      fallbackValue = "true",
      description = "Speak TLS with a server whose certificate a public authority signed.")
  private boolean tls;

  @Option(
      names = "--ca",
      paramLabel = "FILE",
      description = "Speak TLS with a server whose certificate these signed (PEM).")
  private @Nullable Path ca;

  @Option(
      names = "--client-certificate",
      paramLabel = "FILE",
      description = "The certificate to show to the server (PEM).")
  private @Nullable Path certificate;

  @Option(
      names = "--client-key",
      paramLabel = "FILE",
      description = "Its key: PKCS #8 (PEM), not encrypted.")
  private @Nullable Path key;

  @Option(
      names = "--insecure",
      fallbackValue = "true",
      description = "Send a token to another machine without TLS, where something else encrypts.")
  private boolean insecure;

  TargetOptions(Map<String, String> environment) {
    this.environment = environment;
  }

  /// A channel to the service, which connects with its first call.
  ///
  /// @throws ParameterException when the options contradict each other, or would send a token in
  ///   the clear
  ManagedChannel channel() {
    Matcher address = ADDRESS.matcher(target);
    if (!address.matches()) {
      throw wrong("--target is an address such as 127.0.0.1:9090, not " + target);
    }
    boolean encrypted = tls || ca != null;
    ManagedChannelBuilder<?> channel = builder(target, encrypted ? tlsCredentials() : plaintext());
    token()
        .ifPresent(
            token -> {
              if (!encrypted && !insecure && !isThisMachine(address.group(1))) {
                throw wrong(
                    "the token of "
                        + TOKEN
                        + " would be sent in the clear: give --tls or --ca, or --insecure");
              }
              Metadata headers = new Metadata();
              headers.put(AUTHORIZATION, "Bearer " + token);
              channel.intercept(MetadataUtils.newAttachHeadersInterceptor(headers));
            });
    return channel.build();
  }

  /// A channel to a service of this process's own.
  static ManagedChannel channelTo(String address) {
    return builder(address, InsecureChannelCredentials.create()).build();
  }

  private static ManagedChannelBuilder<?> builder(String target, ChannelCredentials credentials) {
    return Grpc.newChannelBuilder(target, credentials)
        .defaultServiceConfig(ServiceConfig.published())
        .keepAliveTime(PING_SECONDS, TimeUnit.SECONDS);
  }

  String address() {
    return target;
  }

  private Optional<String> token() {
    return EnvironmentSecret.read(environment, TOKEN).filter(token -> !token.isBlank());
  }

  private ChannelCredentials plaintext() {
    if (certificate != null || key != null) {
      throw wrong("--client-certificate and --client-key need --tls or --ca");
    }
    return InsecureChannelCredentials.create();
  }

  private ChannelCredentials tlsCredentials() {
    if ((certificate == null) != (key == null)) {
      throw wrong("--client-certificate and --client-key belong together: give both or none");
    }
    try {
      TlsChannelCredentials.Builder credentials = TlsChannelCredentials.newBuilder();
      if (ca != null) {
        credentials.trustManager(ca.toFile());
      }
      if (certificate != null && key != null) {
        credentials.keyManager(certificate.toFile(), key.toFile());
      }
      return credentials.build();
    } catch (IOException e) {
      throw new UserError(
          "the files of --ca, --client-certificate and --client-key can't be read: "
              + e.getMessage(),
          e);
    }
  }

  private static boolean isThisMachine(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  private ParameterException wrong(String message) {
    if (spec == null) {
      throw new IllegalStateException("these options belong to no command");
    }
    return new ParameterException(spec.commandLine(), message);
  }
}
