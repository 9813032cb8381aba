package com.tripgen.ai.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tripgen.ai.server.CallLimits;
import com.tripgen.ai.server.ConnectionLimits;
import com.tripgen.ai.server.SecuritySettings;
import com.tripgen.ai.server.TlsFiles;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;

class SecurityOptionsTest {
  @Command(name = "any")
  private static final class AnyCommand {
    @Mixin private final SecurityOptions security = new SecurityOptions();
  }

  private static SecuritySettings settings(String... arguments) {
    AnyCommand command = new AnyCommand();
    new CommandLine(command)
        .setDefaultValueProvider(new EnvironmentDefaults(Map.of()))
        .parseArgs(arguments);
    return command.security.settings();
  }

  @Test
  void a_server_listens_for_this_machine_alone_unless_told_otherwise() {
    assertThat(settings()).isEqualTo(SecuritySettings.LOOPBACK);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.1"})
  void it_does_not_listen_beyond_it_in_the_clear(String host) {
    assertThatThrownBy(() -> settings("--host", host))
        .isInstanceOf(ParameterException.class)
        .hasMessageContaining("can be reached from other machines")
        .hasMessageContaining("--tls-certificate")
        .hasMessageContaining("--insecure");
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "127.0.0.2", "::1", "localhost"})
  void loopback_has_several_names(String host) {
    assertThat(settings("--host", host).host().isLoopbackAddress()).isTrue();
  }

  @Test
  void it_listens_beyond_it_with_tls_or_when_told_that_this_is_insecure() throws Exception {
    InetAddress everywhere = InetAddress.getByName("0.0.0.0");

    assertThat(settings("--host", "0.0.0.0", "--insecure").host()).isEqualTo(everywhere);
    SecuritySettings encrypted =
        settings("--host", "0.0.0.0", "--tls-certificate", "crt", "--tls-key", "key");
    assertThat(encrypted.host()).isEqualTo(everywhere);
    assertThat(encrypted.tls())
        .contains(new TlsFiles(Path.of("crt"), Path.of("key"), Optional.empty()));
  }

  @Test
  void files_that_belong_together_are_asked_for_together() {
    assertThatThrownBy(() -> settings("--tls-certificate", "crt"))
        .isInstanceOf(ParameterException.class)
        .hasMessageContaining("--tls-key");
    assertThatThrownBy(() -> settings("--tls-key", "key"))
        .isInstanceOf(ParameterException.class)
        .hasMessageContaining("--tls-certificate");
    assertThatThrownBy(() -> settings("--tls-client-ca", "ca"))
        .isInstanceOf(ParameterException.class)
        .hasMessageContaining("--tls-certificate");
  }

  @Test
  void everything_can_be_set() {
    SecuritySettings settings =
        settings(
            "--tls-certificate=crt",
            "--tls-key=key",
            "--tls-client-ca=ca",
            "--tokens-file=tokens",
            "--no-reflection",
            "--watches-per-caller=7",
            "--max-connections=9",
            "--connections-per-address=8",
            "--max-connection-age=5m");

    assertThat(settings.tls())
        .contains(new TlsFiles(Path.of("crt"), Path.of("key"), Optional.of(Path.of("ca"))));
    assertThat(settings.tokens()).contains(Path.of("tokens"));
    assertThat(settings.reflection()).isFalse();
    assertThat(settings.limits().watchesPerCaller()).isEqualTo(7);
    assertThat(settings.limits().connections()).isEqualTo(new ConnectionLimits(9, 8));
    assertThat(settings.limits().connectionAge()).isEqualTo(Duration.ofMinutes(5));
    assertThat(settings.limits().metadataBytes()).isEqualTo(CallLimits.DEFAULT.metadataBytes());
  }

  @Test
  void limits_out_of_bounds_are_named() {
    assertThatThrownBy(() -> settings("--watches-per-caller", "0"))
        .isInstanceOf(ParameterException.class)
        .hasMessageContaining("--watches-per-caller");
    assertThatThrownBy(() -> settings("--max-connection-age", "10ms"))
        .isInstanceOf(ParameterException.class)
        .hasMessageContaining("--max-connection-age");
    assertThatThrownBy(() -> settings("--max-connections=0", "--connections-per-address=-1"))
        .isInstanceOf(ParameterException.class)
        .hasMessageContaining("--max-connections")
        .hasMessageContaining("--connections-per-address");
  }
}
