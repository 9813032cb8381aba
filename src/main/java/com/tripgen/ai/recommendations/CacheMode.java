package com.tripgen.ai.recommendations;

/// How stored texts are used.
public enum CacheMode {
  CACHE_FIRST,
  CACHE_ONLY,
  REFRESH
}
