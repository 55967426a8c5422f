package io.amqpjms.jms.interop;

/** The type table with Proton's C++. */
class CppTypesIT extends TypeTable {

    @Override
    ForeignClient connect() throws Exception {
        return ForeignClient.of("C++");
    }
}
