package io.amqpjms.tool;

import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;

/** What results are written to. Stateless. */
final class Output {
    /** What is said when it fails. */
    static final String FAILED = "The output takes no more, or has no such character";

    private Output() {}

    /**
     * Text for this stream. A character that the charset does not have is an error of the writer, not a question mark: a message
     * that was not shown as it is must not count as received.
     */
    static PrintWriter to(OutputStream stream, Charset charset) {
        return new PrintWriter(
                new OutputStreamWriter(
                        stream,
                        charset.newEncoder()
                                .onMalformedInput(CodingErrorAction.REPORT)
                                .onUnmappableCharacter(CodingErrorAction.REPORT)),
                true);
    }
}
