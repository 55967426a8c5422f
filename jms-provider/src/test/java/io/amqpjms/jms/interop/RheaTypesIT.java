package io.amqpjms.jms.interop;

/** The type table with JavaScript's rhea. */
class RheaTypesIT extends TypeTable {

    @Override
    ForeignClient connect() throws Exception {
        return ForeignClient.of("rhea");
    }

    /** As the body of a message, rhea drops the descriptor of what it sends. */
    @Override
    boolean sends(TypeRow row) {
        return !row.type().equals("described");
    }
}
