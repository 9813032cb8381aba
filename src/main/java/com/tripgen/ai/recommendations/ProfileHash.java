package com.tripgen.ai.recommendations;

import com.tripgen.ai.jobs.ContentHash;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// The key under which everybody with an equal profile shares a text: lower-case hex SHA-256 of the
/// profile as canonical JSON in UTF-8. That has all six keys in alphabetical order, no white space,
/// the defaults filled in, ages and preferences sorted, and each preference once:
///
/// ```
/// {"ages":[5,36,38],"group_type":"FAMILY","health_status":"GOOD","language_code":"ko",
///  "preferences":["CULTURE","NATURE"],"transport_mode":"PUBLIC"}
/// ```
///
/// in one line has the hash `acb1fe7ad22248372551f68c582999038f88349fa43cd84af125e1573a2e040e`. A
/// company that was not told is `null`.
public final class ProfileHash {
  private ProfileHash() {}

  public static String of(TravellerProfile profile) {
    return ContentHash.of(canonical(profile).getBytes(StandardCharsets.UTF_8));
  }

  /// Written by hand: no value needs escaping, and it is made for every read.
  private static String canonical(TravellerProfile profile) {
    StringBuilder json = new StringBuilder("{\"ages\":[");
    String comma = "";
    for (int age : profile.ages()) {
      json.append(comma).append(age);
      comma = ",";
    }
    json.append("],\"group_type\":");
    Company company = profile.company();
    if (company == null) {
      json.append("null");
    } else {
      quoted(json, company.name());
    }
    quoted(json.append(",\"health_status\":"), profile.health().name());
    quoted(json.append(",\"language_code\":"), profile.language().name().toLowerCase(Locale.ROOT));
    json.append(",\"preferences\":[");
    comma = "";
    for (String preference : profile.preferences().stream().map(Enum::name).sorted().toList()) {
      quoted(json.append(comma), preference);
      comma = ",";
    }
    quoted(json.append("],\"transport_mode\":"), profile.transport().name());
    return json.append('}').toString();
  }

  private static void quoted(StringBuilder json, String text) {
    json.append('"').append(text).append('"');
  }
}
