package io.amqpjms.tool;

/**
 * One step's verdict. Immutable.
 *
 * @param seen what happened
 * @param hint what to try, or empty
 */
record Finding(Step step, Verdict verdict, String seen, String hint) {}
