package com.tripgen.ai.errors;

/// One field of a request that breaks a rule.
///
/// @param field path in the request, such as `trip.members[2].age`
/// @param rule stable id of the rule
public record FieldViolation(String field, String rule, String description) {}
