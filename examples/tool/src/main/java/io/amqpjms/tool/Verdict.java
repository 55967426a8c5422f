package io.amqpjms.tool;

/** How a step went. */
enum Verdict {
    OK,
    FAILED,
    SKIPPED
}
