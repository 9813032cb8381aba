package com.tripgen.ai.recommendations;

/// Which state of its row a stored text is in.
record StoredVersion(String placeId, String profileHash, long version) {}
