package io.amqpjms.jms.internal.options;

import io.amqpjms.jms.internal.errors.ErrorCode;
import jakarta.jms.JMSRuntimeException;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * A URI or an option that cannot be used, found when it is read: the message names it and what would be right. Shows neither
 * secrets nor the values of options it does not know.
 */
public final class InvalidOptionException extends JMSRuntimeException {

    /** The URI cannot be read. */
    public static final String INVALID_URI = ErrorCode.INVALID_URI.code();
    /** There is no option of this name, or not at this place. */
    public static final String UNKNOWN_OPTION = ErrorCode.UNKNOWN_OPTION.code();
    /** The option does not take this value. */
    public static final String INVALID_VALUE = ErrorCode.INVALID_VALUE.code();
    /** The option or scheme is known, but cannot be used. */
    public static final String UNSUPPORTED = ErrorCode.UNSUPPORTED.code();

    @Serial
    private static final long serialVersionUID = 1L;

    private InvalidOptionException(String message, String code) {
        super(message, code);
    }

    static InvalidOptionException uri(String uri, String problem) {
        return new InvalidOptionException(
                "The URI '" + Redactor.forMessage(uri) + "' cannot be used: " + problem, INVALID_URI);
    }

    static InvalidOptionException unsupportedUri(String uri, String problem) {
        return new InvalidOptionException(
                "The URI '" + Redactor.forMessage(uri) + "' cannot be used: " + problem, UNSUPPORTED);
    }

    static InvalidOptionException unknown(String name, @Nullable String nearest) {
        return new InvalidOptionException(
                "Unknown option '" + name + "'. "
                        + (nearest == null
                                ? "The names begin with jms., amqp., transport., sasl. or failover."
                                : "Did you mean '" + nearest + "'?"),
                UNKNOWN_OPTION);
    }

    static InvalidOptionException misplaced(String name, String advice) {
        return new InvalidOptionException("Option '" + name + "' has no meaning here: " + advice, UNKNOWN_OPTION);
    }

    static InvalidOptionException missing(Option<?> option, Option<?> because) {
        return new InvalidOptionException(
                "Option '" + because.name() + "' is set, and needs '" + option.name() + "' beside it", INVALID_VALUE);
    }

    static InvalidOptionException value(Option<?> option, String text) {
        Kind<?> kind = option.kind();
        String shown = kind.isSecret() ? "***" : Redactor.withoutUser(text);
        return new InvalidOptionException(
                "Option '" + option.name() + "' cannot be '" + shown + "': it takes a " + kind.type() + " ("
                        + kind.range() + "), for example " + option.name() + "=" + kind.example(),
                INVALID_VALUE);
    }

    static InvalidOptionException conflict(Option<?> option, Object value, String problem) {
        return new InvalidOptionException(
                "Option '" + option.name() + "' cannot be '" + value + "': " + problem, INVALID_VALUE);
    }

    static InvalidOptionException unsupported(Option<?> option) {
        String byDefault = option.byDefault().text();
        return new InvalidOptionException(
                "Option '" + option.name() + "' is not supported: "
                        + option.support().reason()
                        + (byDefault == null ? " Leave it out." : " Leave it out or set it to '" + byDefault + "'."),
                UNSUPPORTED);
    }
}
