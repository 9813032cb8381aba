package com.tripgen.ai.errors;

/// One field of a request that breaks a rule.
///
/// @param field path in the request, such as `trip.members[2].age`; shortened where it holds a key
///   of the caller's, because what callers are told must fit into the trailers of a call
/// @param rule stable id of the rule
public record FieldViolation(String field, String rule, String description) {
  private static final int LONGEST_FIELD = 120;

  public FieldViolation {
    if (field.length() > LONGEST_FIELD) {
      field = field.substring(0, LONGEST_FIELD) + "...";
    }
  }
}
