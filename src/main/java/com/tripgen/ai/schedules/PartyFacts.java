package com.tripgen.ai.schedules;

import com.tripgen.ai.planning.Party;
import com.tripgen.ai.planning.Preference;
import tools.jackson.databind.node.ObjectNode;

/// What a model is told of the travellers: how many like what, and the health that sets the pace.
/// No names, no ages beyond whether there are children or seniors, no sex.
final class PartyFacts {
  private static final int LAST_CHILD_AGE = 12;
  private static final int FIRST_SENIOR_AGE = 65;

  private PartyFacts() {}

  static void write(Party party, ObjectNode facts) {
    facts.put("members", party.members().size());
    facts.put("weakest_health", party.weakest().name());
    facts.put("children", party.members().stream().anyMatch(it -> it.age() <= LAST_CHILD_AGE));
    facts.put("seniors", party.members().stream().anyMatch(it -> it.age() >= FIRST_SENIOR_AGE));
    ObjectNode likes = facts.putObject("members_who_like");
    for (Preference preference : Preference.values()) {
      long members =
          party.members().stream().filter(it -> it.preferences().contains(preference)).count();
      if (members > 0) {
        likes.put(preference.name(), members);
      }
    }
  }
}
