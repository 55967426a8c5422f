package io.amqpjms.jms.internal.legacy;

import jakarta.jms.IllegalStateException;

/** Words the refusal of a method that a view inherits from the classic API, yet its domain has not. JMS 3.1 §9.2. */
final class OtherDomain {
    private OtherDomain() {}

    static IllegalStateException refuses(String method, String view) {
        return new IllegalStateException(
                method + " is not for a " + view + "; use a Session of the classic API, which knows queues and topics");
    }
}
