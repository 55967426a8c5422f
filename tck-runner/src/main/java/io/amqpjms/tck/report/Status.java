package io.amqpjms.tck.report;

/** How a test ended. */
enum Status {
    PASSED,
    FAILED,
    SKIPPED
}
