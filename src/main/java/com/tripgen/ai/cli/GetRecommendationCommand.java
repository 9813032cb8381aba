package com.tripgen.ai.cli;

import com.tripgen.ai.cli.Terminal.Style;
import com.tripgen.ai.cli.TextTable.Cell;
import com.tripgen.ai.cli.TextTable.Column;
import com.tripgen.ai.v1.GetRecommendationRequest;
import com.tripgen.ai.v1.GroupType;
import com.tripgen.ai.v1.HealthStatus;
import com.tripgen.ai.v1.PlaceReference;
import com.tripgen.ai.v1.Preference;
import com.tripgen.ai.v1.Recommendation;
import com.tripgen.ai.v1.RecommendationTips;
import com.tripgen.ai.v1.TransportMode;
import com.tripgen.ai.v1.TripContext;
import com.tripgen.ai.v1.UserProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Shows why a place is worth a visit for somebody.
@Command(
    name = "get",
    header = "Show why a place is worth a visit for these travellers, and how to visit it.",
    footer = {
      "",
      "Example:",
      "  ./tripgen recommendations get paris-louvre --city Paris --company couple \\",
      "    --health good --preference culture,food --language en"
    })
final class GetRecommendationCommand extends ServiceCommand {
  @Parameters(paramLabel = "PLACE_ID", description = "The place.")
  private String placeId = "";

  @Option(names = "--city", paramLabel = "NAME", description = "The city in which it is.")
  private String city = "";

  @Option(
      names = "--company",
      paramLabel = "WHO",
      converter = EnumNames.GroupTypes.class,
      completionCandidates = EnumNames.GroupTypes.class,
      description = "Who travels: ${COMPLETION-CANDIDATES}.")
  private GroupType company = GroupType.GROUP_TYPE_UNSPECIFIED;

  @Option(
      names = "--age",
      split = ",",
      paramLabel = "YEARS",
      description = "The ages of those who travel.")
  private List<Integer> ages = new ArrayList<>();

  @Option(
      names = "--health",
      paramLabel = "STATUS",
      converter = EnumNames.HealthStatuses.class,
      completionCandidates = EnumNames.HealthStatuses.class,
      description = "The health of the weakest: ${COMPLETION-CANDIDATES}.")
  private HealthStatus health = HealthStatus.HEALTH_STATUS_UNSPECIFIED;

  @Option(
      names = "--transport",
      paramLabel = "MODE",
      converter = EnumNames.TransportModes.class,
      completionCandidates = EnumNames.TransportModes.class,
      description = "How they travel: ${COMPLETION-CANDIDATES}.")
  private TransportMode transport = TransportMode.TRANSPORT_MODE_UNSPECIFIED;

  @Option(
      names = "--preference",
      split = ",",
      paramLabel = "WHAT",
      converter = EnumNames.Preferences.class,
      completionCandidates = EnumNames.Preferences.class,
      description = "What they like: ${COMPLETION-CANDIDATES}.")
  private List<Preference> preferences = new ArrayList<>();

  @Option(
      names = "--date",
      paramLabel = "YYYY-MM-DD",
      description = "The day of the visit, on which notes for it depend.")
  private String date = "";

  @Option(
      names = "--language",
      paramLabel = "CODE",
      converter = Language.Code.class,
      description = "ko or en (default: as LANG says).")
  private @Nullable Language language;

  GetRecommendationCommand(Terminal terminal, Map<String, String> environment) {
    super(terminal, environment);
  }

  @Override
  int run(ServiceClient client) {
    Language reader = language == null ? language() : language;
    Recommendation recommendation =
        client.recommendations().getRecommendation(request(reader)).getRecommendation();
    if (json()) {
      print(recommendation);
    } else {
      table(recommendation, reader).print(terminal());
    }
    return TripgenCommand.FINE;
  }

  private GetRecommendationRequest request(Language reader) {
    return GetRecommendationRequest.newBuilder()
        .setPlace(PlaceReference.newBuilder().setPlaceId(placeId).setCity(city))
        .setUserProfile(
            UserProfile.newBuilder()
                .setGroupType(company)
                .addAllAges(ages)
                .setHealthStatus(health)
                .setTransportMode(transport)
                .addAllPreferences(preferences)
                .setLanguageCode(reader.code()))
        .setTripContext(TripContext.newBuilder().setVisitDate(date))
        .build();
  }

  private static TextTable table(Recommendation recommendation, Language reader) {
    TextTable table = new TextTable(Column.natural(), new Column(20, Integer.MAX_VALUE));
    RecommendationTips tips = recommendation.getTips();
    table.span(0, new Cell(recommendation.getPlaceName(), Style.BOLD));
    add(table, reader.say("소개", "about"), List.of(tips.getDescription()));
    add(table, reader.say("추천 이유", "why"), recommendation.getReasonsList());
    add(table, reader.say("좋은 시간", "when"), List.of(tips.getBestVisitTime()));
    add(table, reader.say("소요 시간", "how long"), List.of(tips.getEstimatedDuration()));
    add(table, reader.say("행사", "events"), tips.getEventsList());
    add(table, reader.say("사진", "photos"), tips.getPhotoSpotsList());
    add(table, reader.say("팁", "tips"), tips.getPracticalTipsList());
    add(table, reader.say("날씨", "weather"), List.of(tips.getWeatherTips()));
    add(table, reader.say("이번 여행", "this trip"), recommendation.getTripNotesList());
    tips.getAlternativePlacesList()
        .forEach(
            place ->
                add(
                    table,
                    reader.say("대신", "instead"),
                    List.of(place.getName() + ": " + place.getReason())));
    table.span(
        0,
        new Cell(
            recommendation.getAiModel()
                + " · "
                + JobText.here().time(recommendation.getGenerateTime())
                + (recommendation.getFromCache() ? reader.say(" · 저장된 답", " · kept") : ""),
            Style.DIM));
    return table;
  }

  /// The name stands before the first text alone.
  private static void add(TextTable table, String name, List<String> texts) {
    String before = name;
    for (String text : texts) {
      if (!text.isEmpty()) {
        table.row(new Cell(before, Style.DIM), Cell.plain(text));
        before = "";
      }
    }
  }
}
