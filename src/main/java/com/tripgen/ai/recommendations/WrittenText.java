package com.tripgen.ai.recommendations;

import com.tripgen.ai.models.ModelUse;

/// A text, and what models did for it.
public record WrittenText(RecommendationText text, ModelUse models) {}
