package com.tripgen.ai.cli;

import com.tripgen.ai.server.CallLimits;
import com.tripgen.ai.server.ConnectionLimits;
import com.tripgen.ai.server.SecuritySettings;
import com.tripgen.ai.server.TlsFiles;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// The options that say who may reach the server, and what of it.
final class SecurityOptions {
  private static final Duration LONGEST = Duration.ofDays(7);

  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec spec;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description = {
        "The address to listen on, 0.0.0.0 for all; beyond this machine only with TLS or",
        "--insecure (default: ${DEFAULT-VALUE})."
      })
  private InetAddress host = InetAddress.getLoopbackAddress();

  @Option(
      names = "--insecure",
      fallbackValue = "true",
      description = "Listen beyond this machine without TLS, where something else encrypts.")
  private boolean insecure;

  @Option(
      names = "--tls-certificate",
      paramLabel = "FILE",
      description = "Speak TLS with this certificate and its chain (PEM), read again on change.")
  private @Nullable Path certificate;

  @Option(
      names = "--tls-key",
      paramLabel = "FILE",
      description = "The key of the certificate: PKCS #8 (PEM), not encrypted.")
  private @Nullable Path key;

  @Option(
      names = "--tls-client-ca",
      paramLabel = "FILE",
      description = {
        "Let in only callers with a certificate that these sign (PEM), read again on change."
      })
  private @Nullable Path clientCa;

  @Option(
      names = "--tokens-file",
      paramLabel = "FILE",
      description = {
        "Let in only callers with a token of this file, read again on change; lines come from",
        "./tripgen tokens create (default: whoever reaches the server may do everything)."
      })
  private @Nullable Path tokens;

  @Option(
      names = "--no-reflection",
      fallbackValue = "true",
      description = "Do not tell the contract to grpcurl and its like.")
  private boolean noReflection;

  @Option(
      names = "--concurrent-calls",
      paramLabel = "N",
      defaultValue = "80",
      description = {
        "At most N calls at once, watches apart, and fewer when they take longer than usual; more",
        "are refused (default: ${DEFAULT-VALUE})."
      })
  private int concurrentCalls = CallLimits.DEFAULT.concurrentCalls();

  @Option(
      names = "--watches-per-caller",
      paramLabel = "N",
      defaultValue = "10000",
      description = "At most N watches of one caller on this server (default: ${DEFAULT-VALUE}).")
  private int watches = CallLimits.DEFAULT.watchesPerCaller();

  @Option(
      names = "--max-connections",
      paramLabel = "N",
      defaultValue = "10000",
      description = "At most N connections to this server (default: ${DEFAULT-VALUE}).")
  private int connections = CallLimits.DEFAULT.connections().total();

  @Option(
      names = "--connections-per-address",
      paramLabel = "N",
      defaultValue = "1000",
      description = {
        "At most N of them from one address, such as that of a balancer (default:",
        "${DEFAULT-VALUE})."
      })
  private int connectionsPerAddress = CallLimits.DEFAULT.connections().perAddress();

  @Option(
      names = "--max-connection-age",
      paramLabel = "TIME",
      defaultValue = "30m",
      converter = DurationText.class,
      description = {
        "After which callers are asked to connect anew, give or take a tenth; what is open ends",
        "undisturbed (default: ${DEFAULT-VALUE})."
      })
  private Duration connectionAge = CallLimits.DEFAULT.connectionAge();

  /// @throws WrongSettings when the options contradict each other, or the server would listen
  ///   beyond this machine in the clear
  SecuritySettings settings() {
    UsageErrors errors = new UsageErrors();
    errors.require(
        (certificate == null) == (key == null),
        "--tls-certificate and --tls-key belong together: give both or none");
    errors.require(
        clientCa == null || certificate != null,
        "--tls-client-ca needs --tls-certificate and --tls-key");
    errors.require(
        host.isLoopbackAddress() || certificate != null || insecure,
        "--host "
            + host.getHostAddress()
            + " can be reached from other machines: give --tls-certificate and --tls-key, or"
            + " --insecure to listen there in the clear");
    errors.require(
        concurrentCalls >= 1, "--concurrent-calls is a number from 1 on, not " + concurrentCalls);
    errors.require(watches >= 1, "--watches-per-caller is a number from 1 on, not " + watches);
    errors.require(connections >= 1, "--max-connections is a number from 1 on, not " + connections);
    errors.require(
        connectionsPerAddress >= 1,
        "--connections-per-address is a number from 1 on, not " + connectionsPerAddress);
    errors.require(
        connectionAge.compareTo(Duration.ofSeconds(1)) >= 0
            && connectionAge.compareTo(LONGEST) <= 0,
        "--max-connection-age is a duration from 1s to %s, not %s"
            .formatted(DurationText.text(LONGEST), DurationText.text(connectionAge)));
    errors.throwIfAny(spec);
    return new SecuritySettings(
        host,
        tls(),
        Optional.ofNullable(tokens),
        !noReflection,
        CallLimits.DEFAULT
            .withConcurrentCalls(concurrentCalls)
            .withWatchesPerCaller(watches)
            .withConnections(new ConnectionLimits(connections, connectionsPerAddress))
            .withConnectionAge(connectionAge));
  }

  private Optional<TlsFiles> tls() {
    return certificate == null || key == null
        ? Optional.empty()
        : Optional.of(new TlsFiles(certificate, key, Optional.ofNullable(clientCa)));
  }
}
