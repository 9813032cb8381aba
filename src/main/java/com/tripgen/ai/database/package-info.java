/// The way to PostgreSQL: connections and transactions, migrations, hints between processes, and
/// the PostgreSQL the product can bring along. Knows nothing of jobs, services or generated
/// messages.
@NullMarked
package com.tripgen.ai.database;

import org.jspecify.annotations.NullMarked;
