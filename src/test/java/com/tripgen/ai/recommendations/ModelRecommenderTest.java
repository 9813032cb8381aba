package com.tripgen.ai.recommendations;

import static org.assertj.core.api.Assertions.assertThat;

import com.tripgen.ai.evaluation.FakeModelServer;
import com.tripgen.ai.evaluation.FakeModelServer.Behaviour;
import com.tripgen.ai.models.Asker;
import com.tripgen.ai.models.MemoryLedger;
import com.tripgen.ai.models.ModelEndpoint;
import com.tripgen.ai.models.ModelListener;
import com.tripgen.ai.models.ModelSettings;
import com.tripgen.ai.models.ModelStage;
import com.tripgen.ai.models.ModelUse;
import com.tripgen.ai.models.Models;
import com.tripgen.ai.planning.HealthStatus;
import com.tripgen.ai.planning.Language;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ModelRecommenderTest {
  private final PlaceRecord palace = Fixture.record("seoul-gyeongbokgung", Language.EN);
  private final TravellerProfile family =
      Fixture.travellers(Company.FAMILY, HealthStatus.GOOD, Language.EN);
  private final FakeModelServer fake = new FakeModelServer(Behaviour.HONEST);
  private Models models = models(Duration.ofSeconds(20));

  ModelRecommenderTest() throws IOException {}

  @AfterEach
  void close() {
    models.close();
    fake.close();
  }

  @Test
  void the_model_speaks_first_and_the_embedded_text_stays() {
    WrittenText written = write();
    RecommendationText text = written.text();
    RecommendationText embedded = new BuiltinRecommender().write(palace, family);
    assertThat(text.model()).isEqualTo("fake-model+builtin-recommender/1");
    assertThat(text.reasons())
        .startsWith("A pleasant place that suits your taste.")
        .containsAll(embedded.reasons());
    assertThat(text.tips().practicalTips()).containsAll(embedded.tips().practicalTips());
    assertThat(text.tips().bestVisitTime()).isEqualTo(embedded.tips().bestVisitTime());
    assertThat(text.tips().alternatives()).isEqualTo(embedded.tips().alternatives());
    assertThat(written.models().path()).isEqualTo(ModelUse.Path.ANSWERED);
    assertThat(written.models().usage()).isEqualTo(fake.delivered());
  }

  @Test
  void the_stages_of_asking_are_told() {
    fake.behave(Behaviour.REPAIRABLE);
    List<ModelStage> stages = new ArrayList<>();
    var _ =
        new ModelRecommender(models).write(palace, family, new Asker("somebody", ""), stages::add);
    assertThat(stages).containsExactly(ModelStage.values());
  }

  @ParameterizedTest
  @EnumSource(names = {"PROSE", "HALF_JSON", "SERVER_ERROR", "HANGS", "OBEYS_INJECTIONS"})
  void without_a_valid_answer_the_embedded_text_stands_alone(Behaviour behaviour) {
    models.close();
    models = models(Duration.ofSeconds(1));
    fake.behave(behaviour);
    WrittenText written = write();
    assertThat(written.text()).isEqualTo(new BuiltinRecommender().write(palace, family));
    assertThat(written.models().path()).isEqualTo(ModelUse.Path.FELL_BACK);
  }

  private WrittenText write() {
    return new ModelRecommender(models)
        .write(palace, family, new Asker("somebody", ""), ModelStage.Listener.NONE);
  }

  private Models models(Duration deadline) {
    ModelSettings settings =
        new ModelSettings(
            List.of(
                new ModelEndpoint(
                    ModelEndpoint.Vendor.ANTHROPIC,
                    fake.base(),
                    "fake-model",
                    Optional.of(new ModelEndpoint.Key("sk-secret")),
                    Optional.empty())),
            deadline,
            Duration.ZERO,
            0,
            0,
            ModelSettings.OverBudget.FALL_BACK);
    return new Models(settings, new MemoryLedger(settings), ModelListener.NONE);
  }
}
