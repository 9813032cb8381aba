/// What those who run the service need: how long rows are kept, and the pausing of job types.
@NullMarked
package com.tripgen.ai.operations;

import org.jspecify.annotations.NullMarked;
