package io.amqpjms.examples;

/** The broker that a program is given as its first argument, or one of its own where it is given none. */
final class GivenBroker {
    private GivenBroker() {}

    /** What a program does with a broker. */
    @FunctionalInterface
    interface Work {
        void at(String url) throws Exception;
    }

    static void use(String[] arguments, Work work) throws Exception {
        if (arguments.length > 0) {
            work.at(arguments[0]);
            return;
        }
        try (InProcessBroker broker = InProcessBroker.start()) {
            work.at(broker.url());
        }
    }
}
