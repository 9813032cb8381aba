package com.tripgen.ai.operations;

/// Sample rows were not put among the rows of others.
public final class OthersRowsException extends RuntimeException {
  OthersRowsException() {
    super(
        "the database holds other rows than the guide's samples, which are for trying things out:"
            + " seed an empty one");
  }
}
