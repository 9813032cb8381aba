/// The constraint checker: says which hard rules a plan breaks, whoever made the plan. It shares
/// the records of `planning` with the planner and no code.
@NullMarked
package com.tripgen.ai.planning.checker;

import org.jspecify.annotations.NullMarked;
