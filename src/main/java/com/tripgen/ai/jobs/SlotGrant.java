package com.tripgen.ai.jobs;

import java.util.UUID;

/// What one worker may run at once of one type.
///
/// @param alive its lease holds; the grant of another counts until its jobs are rescued
/// @param capacity what it could run
record SlotGrant(UUID workerId, boolean alive, int capacity, int slots) {}
