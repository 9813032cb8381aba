package com.tripgen.ai.recommendations;

import static org.assertj.core.api.Assertions.assertThat;

import com.tripgen.ai.planning.HealthStatus;
import com.tripgen.ai.planning.Language;
import com.tripgen.ai.planning.Preference;
import com.tripgen.ai.planning.TransportMode;
import com.tripgen.ai.v1.GroupType;
import com.tripgen.ai.v1.UserProfile;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ProfileHashTest {
  private static final TravellerProfile FAMILY =
      new TravellerProfile(
          Company.FAMILY,
          List.of(36, 38, 5),
          HealthStatus.GOOD,
          TransportMode.PUBLIC,
          Set.of(Preference.CULTURE, Preference.NATURE),
          Language.KO);

  @Test
  void the_documented_example_has_the_documented_hash() throws Exception {
    String canonical =
        "{\"ages\":[5,36,38],\"group_type\":\"FAMILY\",\"health_status\":\"GOOD\","
            + "\"language_code\":\"ko\",\"preferences\":[\"CULTURE\",\"NATURE\"],"
            + "\"transport_mode\":\"PUBLIC\"}";

    byte[] sha256 =
        MessageDigest.getInstance("SHA-256").digest(canonical.getBytes(StandardCharsets.UTF_8));

    assertThat(ProfileHash.of(FAMILY))
        .isEqualTo(HexFormat.of().formatHex(sha256))
        .isEqualTo("acb1fe7ad22248372551f68c582999038f88349fa43cd84af125e1573a2e040e");
  }

  @Test
  void order_repetitions_and_spelled_out_defaults_do_not_count() {
    UserProfile brief =
        UserProfile.newBuilder()
            .setGroupType(GroupType.GROUP_TYPE_FAMILY)
            .addAllAges(List.of(38, 5, 36))
            .addPreferences(com.tripgen.ai.v1.Preference.PREFERENCE_NATURE)
            .addPreferences(com.tripgen.ai.v1.Preference.PREFERENCE_CULTURE)
            .addPreferences(com.tripgen.ai.v1.Preference.PREFERENCE_NATURE)
            .build();
    UserProfile full =
        brief.toBuilder()
            .setHealthStatus(com.tripgen.ai.v1.HealthStatus.HEALTH_STATUS_GOOD)
            .setTransportMode(com.tripgen.ai.v1.TransportMode.TRANSPORT_MODE_PUBLIC)
            .setLanguageCode("ko")
            .build();

    assertThat(List.of(brief, full))
        .extracting(it -> ProfileHash.of(RecommendationMessages.profile(it)))
        .containsOnly(ProfileHash.of(FAMILY));
  }

  @Test
  void every_field_counts() {
    UserProfile base = UserProfile.getDefaultInstance();
    List<UserProfile> profiles =
        List.of(
            base,
            base.toBuilder().setGroupType(GroupType.GROUP_TYPE_SOLO).build(),
            base.toBuilder().addAges(30).build(),
            base.toBuilder().addAges(30).addAges(30).build(),
            base.toBuilder()
                .setHealthStatus(com.tripgen.ai.v1.HealthStatus.HEALTH_STATUS_LIMITED)
                .build(),
            base.toBuilder()
                .setTransportMode(com.tripgen.ai.v1.TransportMode.TRANSPORT_MODE_CAR)
                .build(),
            base.toBuilder().addPreferences(com.tripgen.ai.v1.Preference.PREFERENCE_FOOD).build(),
            base.toBuilder().setLanguageCode("en").build());

    assertThat(profiles)
        .extracting(it -> ProfileHash.of(RecommendationMessages.profile(it)))
        .doesNotHaveDuplicates();
  }
}
