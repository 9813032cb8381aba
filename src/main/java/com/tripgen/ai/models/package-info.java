/// Language models: who is asked, how long, how often and for how much. Knows nothing of trips;
/// what is asked and what an answer must look like comes from the features.
@NullMarked
package com.tripgen.ai.models;

import org.jspecify.annotations.NullMarked;
