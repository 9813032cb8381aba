package com.tripgen.ai.recommendations;

import com.tripgen.ai.jobs.ContentHash;
import java.util.Locale;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

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
    return ContentHash.of(canonical(profile));
  }

  static ObjectNode canonical(TravellerProfile profile) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    profile.ages().forEach(json.putArray("ages")::add);
    Company company = profile.company();
    json.put("group_type", company == null ? null : company.name());
    json.put("health_status", profile.health().name());
    json.put("language_code", profile.language().name().toLowerCase(Locale.ROOT));
    profile.preferences().stream()
        .map(Enum::name)
        .sorted()
        .forEach(json.putArray("preferences")::add);
    json.put("transport_mode", profile.transport().name());
    return json;
  }
}
