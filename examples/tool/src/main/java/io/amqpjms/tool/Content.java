package io.amqpjms.tool;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The bodies of what is sent: from the command line, a file, or the standard input. For one thread. */
final class Content {
    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec command;

    @Option(names = "--lines", description = "send each line of the standard input as a message")
    private boolean lines;

    @Option(names = "--file", paramLabel = "FILE", description = "send what is in this file, as text in UTF-8")
    private @Nullable Path file;

    @Option(names = "--bytes", description = "send the file as bytes")
    private boolean bytes;

    private int lineNumber;

    /**
     * The bodies, strings or byte arrays; lines are read as they are asked for.
     *
     * @param texts those on the command line
     * @param in the standard input
     * @throws ParameterException if there are none, or a file cannot be read; by the iterator, if a line is no UTF-8
     */
    Iterator<Object> bodies(List<String> texts, InputStream in) {
        if ((texts.isEmpty() ? 0 : 1) + (lines ? 1 : 0) + (file == null ? 0 : 1) != 1) {
            throw wrong("Say what to send, in one of three ways: BODY, --lines or --file", null);
        }
        if (bytes && file == null) {
            throw wrong("--bytes needs --file", null);
        }
        Stream<?> all = texts.stream();
        if (lines) {
            // A byte is a character at first, so that each line can be judged by itself.
            all = new BufferedReader(new InputStreamReader(in, StandardCharsets.ISO_8859_1))
                    .lines()
                    .map(this::utf8);
        } else if (file != null) {
            all = Stream.of(read(file));
        }
        return all.<Object>map(body -> body).iterator();
    }

    private String utf8(String line) {
        lineNumber++;
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(line.getBytes(StandardCharsets.ISO_8859_1)))
                    .toString();
        } catch (CharacterCodingException e) {
            throw wrong(
                    "Line " + lineNumber + " of the standard input is no text in UTF-8: nothing from there on was sent",
                    e);
        }
    }

    private Object read(Path from) {
        try {
            return bytes ? Files.readAllBytes(from) : Files.readString(from);
        } catch (CharacterCodingException e) {
            throw wrong("The file " + from + " is no text in UTF-8: send it with --bytes", e);
        } catch (IOException e) {
            throw wrong("The file " + from + " cannot be read: " + e, e);
        }
    }

    private ParameterException wrong(String message, @Nullable Throwable cause) {
        return new ParameterException(Objects.requireNonNull(command).commandLine(), message, cause);
    }
}
