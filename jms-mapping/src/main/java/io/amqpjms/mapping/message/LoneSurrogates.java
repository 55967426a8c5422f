package io.amqpjms.mapping.message;

/** What becomes of half a surrogate pair in a text to send: UTF-8 has no form for it. */
public enum LoneSurrogates {
    /** The send is refused with a {@code MessageFormatException}. */
    REFUSE,
    /** U+FFFD is sent in its place. */
    REPLACE
}
