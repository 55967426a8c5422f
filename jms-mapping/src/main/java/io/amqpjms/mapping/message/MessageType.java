package io.amqpjms.mapping.message;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The six JMS message types; their codes are the values of {@code x-opt-jms-msg-type}. */
enum MessageType {
    MESSAGE(0),
    OBJECT(1),
    MAP(2),
    BYTES(3),
    STREAM(4),
    TEXT(5);

    private static final List<MessageType> BY_CODE = List.of(values());

    private final byte code;

    MessageType(int code) {
        this.code = (byte) code;
    }

    byte code() {
        return code;
    }

    static @Nullable MessageType ofCode(long code) {
        return code >= 0 && code < BY_CODE.size() ? BY_CODE.get((int) code) : null;
    }
}
