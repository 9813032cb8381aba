/// What those who run the service need: how long rows are kept, the pausing of job types, figures,
/// the checklist of the installation, sample rows, backups.
@NullMarked
package com.tripgen.ai.operations;

import org.jspecify.annotations.NullMarked;
