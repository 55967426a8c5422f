package io.amqpjms.tck.report;

import java.time.Duration;

/**
 * One test of a run.
 *
 * @param name as in {@code core.queuetests.QueueTestsIT#emptyMsgsQueueTest}
 * @param reason the first line of what went wrong, or nothing
 * @param detail the whole of what went wrong, or nothing
 */
record TestResult(String name, Status status, Duration took, String reason, String detail) {

    String className() {
        int method = name.indexOf('#');
        return method < 0 ? name : name.substring(0, method);
    }
}
