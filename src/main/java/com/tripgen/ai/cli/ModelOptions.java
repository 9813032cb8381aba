package com.tripgen.ai.cli;

import com.tripgen.ai.models.ModelEndpoint;
import com.tripgen.ai.models.ModelEndpoint.Vendor;
import com.tripgen.ai.models.ModelSettings;
import com.tripgen.ai.models.ModelSettings.OverBudget;
import com.tripgen.ai.models.TokenPrice;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// The options that say which language models are asked. Without any, none is.
final class ModelOptions {
  private static final Pattern MODEL = Pattern.compile("(openai|anthropic):(\\S{1,150})");
  private static final Pattern PRICE =
      Pattern.compile("(\\d{1,6}(?:\\.\\d{1,6})?)/(\\d{1,6}(?:\\.\\d{1,6})?)");
  private static final Duration LONGEST = Duration.ofMinutes(1);

  private final Map<String, String> environment;

  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec spec;

  @Option(
      names = "--model",
      paramLabel = "PROTOCOL:NAME",
      description = {
        "The language model to ask, by the protocol it is spoken to: openai:NAME or anthropic:NAME"
            + " (default: none)."
      })
  private @Nullable String model;

  @Option(
      names = "--model-url",
      paramLabel = "URL",
      description = {
        "Another address of its API, such as http://localhost:11434/v1 of a local server (default:"
            + " the vendor's)."
      })
  private @Nullable URI modelUrl;

  @Option(
      names = "--model-price",
      paramLabel = "IN/OUT",
      description = {
        "What a million tokens of questions and of answers cost, such as 0.15/0.60 (default: not"
            + " known, counted as 0)."
      })
  private @Nullable String modelPrice;

  @Option(
      names = "--second-model",
      paramLabel = "PROTOCOL:NAME",
      description = "The model to ask when the first one gives no valid answer (default: none).")
  private @Nullable String secondModel;

  @Option(
      names = "--second-model-url",
      paramLabel = "URL",
      description = "Another address of its API (default: the vendor's).")
  private @Nullable URI secondModelUrl;

  @Option(
      names = "--second-model-price",
      paramLabel = "IN/OUT",
      description = "Its price (default: not known, counted as 0).")
  private @Nullable String secondModelPrice;

  @Option(
      names = "--model-deadline",
      paramLabel = "TIME",
      defaultValue = "5s",
      converter = DurationText.class,
      description = {
        "How long all models together may take for one job, repetitions included (default:"
            + " ${DEFAULT-VALUE})."
      })
  private Duration deadline = ModelSettings.USUAL_DEADLINE;

  @Option(
      names = "--model-answers-kept",
      paramLabel = "TIME",
      defaultValue = "24h",
      converter = DurationText.class,
      description = {
        "How long a valid answer serves the same question again, 0s for not at all (default:"
            + " ${DEFAULT-VALUE})."
      })
  private Duration answersKept = Duration.ofDays(1);

  @Option(
      names = "--model-day-tokens",
      paramLabel = "N",
      defaultValue = "0",
      description = "The tokens that all may use in a UTC day, 0 for no limit (default: 0).")
  private long dayTokens;

  @Option(
      names = "--model-caller-tokens",
      paramLabel = "N",
      defaultValue = "0",
      description = {
        "The tokens that one caller, by the name of its token or certificate, else by its jobs'"
            + " fairness key, may use in a UTC day, 0 for no limit (default: 0)."
      })
  private long callerTokens;

  @Option(
      names = "--model-over-budget",
      paramLabel = "WHAT",
      defaultValue = "fall-back",
      description = {
        "What becomes of a job over a budget: it is made without models (fall-back), or fails with"
            + " RESOURCE_EXHAUSTED (fail; default: ${DEFAULT-VALUE})."
      })
  private Beyond overBudget = Beyond.FALL_BACK;

  @Option(
      names = "--generator",
      paramLabel = "GENERATOR",
      defaultValue = "hybrid",
      description = {
        "Who makes schedules whose request does not say: hybrid asks the models if there are any,"
            + " planner never (default: ${DEFAULT-VALUE})."
      })
  private Generator generator = Generator.HYBRID;

  /// What becomes of a job over a budget.
  private enum Beyond {
    FALL_BACK("fall-back"),
    FAIL("fail");

    private final String label;

    Beyond(String label) {
      this.label = label;
    }

    /// As it is written on the command line.
    @Override
    public String toString() {
      return label;
    }
  }

  /// Who makes schedules.
  private enum Generator {
    PLANNER("planner"),
    HYBRID("hybrid");

    private final String label;

    Generator(String label) {
      this.label = label;
    }

    /// As it is written on the command line.
    @Override
    public String toString() {
      return label;
    }
  }

  ModelOptions(Map<String, String> environment) {
    this.environment = environment;
  }

  /// Whether schedules are made with models when the request does not say.
  boolean hybrid() {
    return generator == Generator.HYBRID;
  }

  /// @throws WrongSettings when an option is not what it must be, or a key is missing
  ModelSettings settings() {
    UsageErrors errors = new UsageErrors();
    List<ModelEndpoint> endpoints = new ArrayList<>();
    endpoint("", model, modelUrl, modelPrice, errors).ifPresent(endpoints::add);
    endpoint("second-", secondModel, secondModelUrl, secondModelPrice, errors)
        .ifPresent(endpoints::add);
    errors.require(
        secondModel == null || model != null, "--second-model needs a first one: --model");
    errors.require(
        deadline.compareTo(Duration.ofMillis(100)) >= 0 && deadline.compareTo(LONGEST) <= 0,
        "--model-deadline is a time from 100ms to 1m, not " + deadline.toMillis() + "ms");
    errors.require(dayTokens >= 0, "--model-day-tokens is at least 0, not " + dayTokens);
    errors.require(callerTokens >= 0, "--model-caller-tokens is at least 0, not " + callerTokens);
    errors.throwIfAny(spec);
    return new ModelSettings(
        endpoints,
        deadline,
        answersKept,
        dayTokens,
        callerTokens,
        overBudget == Beyond.FAIL ? OverBudget.FAIL : OverBudget.FALL_BACK);
  }

  /// @param which `second-` for the second model
  private Optional<ModelEndpoint> endpoint(
      String which,
      @Nullable String named,
      @Nullable URI url,
      @Nullable String price,
      UsageErrors errors) {
    String option = "--" + which + "model";
    if (named == null) {
      errors.require(
          url == null && price == null, option + "-url and -price need a model: " + option);
      return Optional.empty();
    }
    Matcher parts = MODEL.matcher(named);
    Matcher prices = PRICE.matcher(Objects.requireNonNullElse(price, "0/0"));
    boolean right = parts.matches();
    errors.require(right, option + " is openai:NAME or anthropic:NAME, not " + named);
    errors.require(
        prices.matches(), option + "-price is two prices such as 0.15/0.60, not " + price);
    errors.require(
        url == null || isHttp(url),
        option + "-url is an address that begins with http:// or https://, not " + url);
    if (!right || !prices.matches()) {
      return Optional.empty();
    }
    Vendor vendor = Vendor.valueOf(parts.group(1).toUpperCase(Locale.ROOT));
    String variable = which.isEmpty() ? "TRIPGEN_MODEL_KEY" : "TRIPGEN_SECOND_MODEL_KEY";
    Optional<ModelEndpoint.Key> key = errors.gather(() -> key(variable)).flatMap(found -> found);
    errors.require(
        key.isPresent() || (vendor == Vendor.OPENAI && url != null),
        "%s %s needs a key: put it in %s, or in a file and the file's name in %s_FILE"
            .formatted(option, named, variable, variable));
    return Optional.of(
        new ModelEndpoint(
            vendor,
            Objects.requireNonNullElse(url, vendor.base()),
            parts.group(2),
            key,
            price == null
                ? Optional.empty()
                : Optional.of(
                    new TokenPrice(
                        new BigDecimal(prices.group(1)), new BigDecimal(prices.group(2))))));
  }

  private Optional<ModelEndpoint.Key> key(String variable) {
    String given = environment.getOrDefault(variable, "").strip();
    String file = environment.getOrDefault(variable + "_FILE", "").strip();
    if (given.isEmpty() && !file.isEmpty()) {
      try {
        given = Files.readString(Path.of(file)).strip();
      } catch (IOException e) {
        throw new UserError(
            "the file %s that %s_FILE names can't be read: make it readable"
                .formatted(file, variable),
            e);
      }
    }
    return given.isEmpty() ? Optional.empty() : Optional.of(new ModelEndpoint.Key(given));
  }

  private static boolean isHttp(URI url) {
    return url.getScheme() != null && url.getScheme().matches("https?") && url.getHost() != null;
  }
}
