package io.amqpjms.mapping.message;

import io.amqpjms.engine.message.EncodedMessage;

/** What a message from the wire is made of; its body and its properties are still encoded. */
record Received(EncodedMessage encoded, Headers headers, MessageSettings settings) {}
