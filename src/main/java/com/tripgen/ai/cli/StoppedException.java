package com.tripgen.ai.cli;

/// A signal is ending the process; there is nothing left to do and nothing to say.
final class StoppedException extends RuntimeException {}
