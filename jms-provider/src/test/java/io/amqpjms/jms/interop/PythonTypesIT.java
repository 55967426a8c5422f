package io.amqpjms.jms.interop;

/** The type table with Python. */
class PythonTypesIT extends TypeTable {

    @Override
    ForeignClient connect() throws Exception {
        return ForeignClient.of("Python");
    }
}
