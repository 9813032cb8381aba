package com.tripgen.ai.models;

/// Makes something of an answer, or says which rule it breaks.
@FunctionalInterface
public interface AnswerReader<T> {
  T read(String answer) throws InvalidAnswerException;
}
