package io.amqpjms.engine.message;

/** The symbolic descriptors of the message sections (AMQP 1.0 §3.2), which a peer may write instead of the codes. */
final class SectionNames {
    private SectionNames() {}

    /** The code of the section of this name, or 0. */
    static int code(Symbol name) {
        return switch (name.toString()) {
            case "amqp:header:list" -> Section.HEADER;
            case "amqp:delivery-annotations:map" -> Section.DELIVERY_ANNOTATIONS;
            case "amqp:message-annotations:map" -> Section.MESSAGE_ANNOTATIONS;
            case "amqp:properties:list" -> Section.PROPERTIES;
            case "amqp:application-properties:map" -> Section.APPLICATION_PROPERTIES;
            case "amqp:data:binary" -> Section.DATA;
            case "amqp:amqp-sequence:list" -> Section.SEQUENCE;
            case "amqp:amqp-value:*" -> Section.VALUE;
            case "amqp:footer:map" -> Section.FOOTER;
            default -> 0;
        };
    }
}
