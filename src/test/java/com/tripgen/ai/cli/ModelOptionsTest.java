package com.tripgen.ai.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tripgen.ai.models.ModelEndpoint;
import com.tripgen.ai.models.ModelEndpoint.Vendor;
import com.tripgen.ai.models.ModelSettings;
import com.tripgen.ai.models.TokenPrice;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;

class ModelOptionsTest {
  @TempDir private Path folder;

  @Command(name = "any")
  private static final class AnyCommand {
    @Mixin private final ModelOptions models;

    private AnyCommand(Map<String, String> environment) {
      this.models = new ModelOptions(environment);
    }
  }

  private static ModelSettings settings(Map<String, String> environment, String... arguments) {
    AnyCommand command = new AnyCommand(environment);
    new CommandLine(command)
        .setDefaultValueProvider(new EnvironmentDefaults(environment))
        .parseArgs(arguments);
    return command.models.settings();
  }

  @Test
  void without_options_no_model_is_asked() {
    assertThat(settings(Map.of())).isEqualTo(ModelSettings.NONE);
  }

  @Test
  void two_models_from_the_environment_and_a_file() throws Exception {
    Path file = Files.writeString(folder.resolve("key"), "second-key\n");
    ModelSettings settings =
        settings(
            Map.of(
                "TRIPGEN_MODEL", "openai:gpt-4.1-mini",
                "TRIPGEN_MODEL_KEY", "first-key",
                "TRIPGEN_MODEL_PRICE", "0.40/1.60",
                "TRIPGEN_SECOND_MODEL", "anthropic:claude-haiku-4-5",
                "TRIPGEN_SECOND_MODEL_KEY_FILE", file.toString(),
                "TRIPGEN_MODEL_DEADLINE", "8s"));
    assertThat(settings.deadline()).isEqualTo(Duration.ofSeconds(8));
    assertThat(settings.endpoints())
        .containsExactly(
            new ModelEndpoint(
                Vendor.OPENAI,
                URI.create("https://api.openai.com/v1"),
                "gpt-4.1-mini",
                Optional.of(new ModelEndpoint.Key("first-key")),
                Optional.of(new TokenPrice(new BigDecimal("0.40"), new BigDecimal("1.60")))),
            new ModelEndpoint(
                Vendor.ANTHROPIC,
                URI.create("https://api.anthropic.com/v1"),
                "claude-haiku-4-5",
                Optional.of(new ModelEndpoint.Key("second-key")),
                Optional.empty()));
    assertThat(settings.toString()).doesNotContain("first-key", "second-key");
  }

  @Test
  void a_local_server_needs_no_key() {
    assertThat(
            settings(Map.of(), "--model=openai:qwen3:8b", "--model-url=http://localhost:11434/v1")
                .endpoints())
        .singleElement()
        .satisfies(
            endpoint -> {
              assertThat(endpoint.model()).isEqualTo("qwen3:8b");
              assertThat(endpoint.base()).isEqualTo(URI.create("http://localhost:11434/v1"));
              assertThat(endpoint.key()).isEmpty();
            });
  }

  @ParameterizedTest
  @CsvSource({
    "--model=openai:gpt, TRIPGEN_MODEL_KEY",
    "--model=anthropic:claude, TRIPGEN_MODEL_KEY_FILE",
    "--model=gpt, openai:NAME or anthropic:NAME",
    "--second-model=openai:gpt, --second-model needs a first one",
    "--model-url=http://localhost/v1, need a model",
    "--model-deadline=2m, --model-deadline is a time from 100ms to 1m",
    "--model-day-tokens=-1, --model-day-tokens is at least 0"
  })
  void what_is_wrong_is_named(String argument, String words) {
    assertThatThrownBy(() -> settings(Map.of(), argument))
        .isInstanceOf(ParameterException.class)
        .hasMessageContaining(words);
  }

  @Test
  void a_price_is_two_numbers() {
    Map<String, String> environment = Map.of("TRIPGEN_MODEL_KEY", "k");
    assertThatThrownBy(() -> settings(environment, "--model=openai:gpt", "--model-price=cheap"))
        .isInstanceOf(ParameterException.class)
        .hasMessageContaining("two prices such as 0.15/0.60");
  }
}
