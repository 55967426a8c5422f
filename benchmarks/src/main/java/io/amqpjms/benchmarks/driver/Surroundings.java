package io.amqpjms.benchmarks.driver;

/** Where something was measured: without that a figure says little. Stateless. */
final class Surroundings {
    private Surroundings() {}

    static String describe() {
        return "Measured with Java " + Runtime.version() + " on " + System.getProperty("os.name") + " "
                + System.getProperty("os.arch") + ", "
                + Runtime.getRuntime().availableProcessors() + " processors, everything on one machine.";
    }
}
