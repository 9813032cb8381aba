package com.tripgen.ai.cli;

import com.tripgen.ai.server.MonitoringSettings;
import com.tripgen.ai.telemetry.Tracing;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/// The options that say how this process is watched over.
final class MonitoringOptions {
  private static final int HIGHEST_PORT = 65_535;

  private final Map<String, String> environment;

  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec spec;

  @Option(
      names = "--http-port",
      paramLabel = "PORT",
      defaultValue = "9091",
      converter = PortText.class,
      description =
          "The HTTP port for health and metrics, 0 for any free one, off for none"
              + " (default: ${DEFAULT-VALUE}).")
  private Port httpPort = new Port(OptionalInt.of(9091));

  @Option(
      names = "--http-host",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description = {
        "The address of the HTTP port, 0.0.0.0 for all; it is in the clear and asks for no token",
        "(default: ${DEFAULT-VALUE})."
      })
  private InetAddress httpHost = InetAddress.getLoopbackAddress();

  @Option(
      names = "--log-format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      completionCandidates = EnumNames.LogFormats.class,
      description = "How lines are logged: text, or json (default: ${DEFAULT-VALUE}).")
  private Logs.Format logFormat = Logs.Format.TEXT;

  @Option(
      names = "--otlp-endpoint",
      paramLabel = "URL",
      description = {
        "Where traces are sent by OTLP over HTTP, such as http://localhost:4318; OpenTelemetry's"
            + " own",
        "OTEL_EXPORTER_OTLP_ENDPOINT will do too (default: no traces)."
      })
  private @Nullable URI otlpEndpoint;

  /// @param number empty when it is switched off
  record Port(OptionalInt number) {
    @Override
    public String toString() {
      return number.isPresent() ? Integer.toString(number.getAsInt()) : "off";
    }
  }

  static final class PortText implements ITypeConverter<Port> {
    @Override
    public Port convert(String value) {
      if (value.equals("off") || value.equals("-1")) {
        return new Port(OptionalInt.empty());
      }
      if (!value.matches("[0-9]{1,6}")) {
        throw new TypeConversionException("'" + value + "' is neither a port nor off");
      }
      return new Port(OptionalInt.of(Integer.parseInt(value)));
    }
  }

  MonitoringOptions(Map<String, String> environment) {
    this.environment = environment;
  }

  /// @throws WrongSettings when there is no such port
  Chosen chosen() {
    UsageErrors errors = new UsageErrors();
    errors.require(
        httpPort.number().orElse(0) <= HIGHEST_PORT,
        "--http-port is a number from 0 to " + HIGHEST_PORT + " or off, not " + httpPort);
    errors.require(
        otlpEndpoint == null
            || (String.valueOf(otlpEndpoint.getScheme()).matches("https?")
                && otlpEndpoint.getHost() != null),
        "--otlp-endpoint is an address that begins with http:// or https://, not " + otlpEndpoint);
    errors.throwIfAny(spec);
    boolean named =
        Stream.of("OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT")
            .anyMatch(variable -> !environment.getOrDefault(variable, "").isEmpty());
    return new Chosen(
        httpAddress(), Optional.ofNullable(otlpEndpoint), otlpEndpoint != null || named, logFormat);
  }

  private Optional<InetSocketAddress> httpAddress() {
    return httpPort.number().isPresent()
        ? Optional.of(new InetSocketAddress(httpHost, httpPort.number().getAsInt()))
        : Optional.empty();
  }

  /// What they come to, with nothing begun yet.
  record Chosen(
      Optional<InetSocketAddress> http,
      Optional<URI> otlpEndpoint,
      boolean traced,
      Logs.Format logFormat) {
    /// @throws UserError when OpenTelemetry's own variables are wrong
    MonitoringSettings open() {
      try {
        return new MonitoringSettings(http, traced ? Tracing.exporting(otlpEndpoint) : Tracing.OFF);
      } catch (IllegalArgumentException e) {
        throw new UserError("OpenTelemetry's settings are wrong: " + e.getMessage(), e);
      }
    }
  }
}
