package io.amqpjms.tck.report;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reads the files {@code TEST-*.xml} in which the build tool says how each test ended. */
final class ResultFiles {
    private static final String KIT = "com.sun.ts.tests.jms.";
    private static final BigDecimal NANOS = BigDecimal.valueOf(1_000_000_000);

    private ResultFiles() {}

    static List<TestResult> read(Path directory) throws IOException {
        List<TestResult> results = new ArrayList<>();
        for (Path file : filesIn(directory)) {
            try (InputStream in = Files.newInputStream(file)) {
                results.addAll(read(in));
            } catch (XMLStreamException e) {
                throw new IOException("read test results from " + file, e);
            }
        }
        return results;
    }

    private static List<Path> filesIn(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().matches("TEST-.*\\.xml"))
                    .sorted()
                    .toList();
        }
    }

    private static List<TestResult> read(InputStream in) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        XMLStreamReader xml = factory.createXMLStreamReader(in);
        List<TestResult> results = new ArrayList<>();
        while (xml.hasNext()) {
            if (xml.next() == XMLStreamConstants.START_ELEMENT
                    && xml.getLocalName().equals("testcase")) {
                results.add(readTest(xml));
            }
        }
        return results;
    }

    private static TestResult readTest(XMLStreamReader xml) throws XMLStreamException {
        String name = shortName(attribute(xml, "classname")) + "#" + attribute(xml, "name");
        Duration took = duration(attribute(xml, "time"));
        while (xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamConstants.END_ELEMENT && xml.getLocalName().equals("testcase")) {
                break;
            }
            if (event == XMLStreamConstants.START_ELEMENT) {
                switch (xml.getLocalName()) {
                    case "failure", "error" -> {
                        return fallen(name, took, xml);
                    }
                    case "skipped" -> {
                        return new TestResult(name, Status.SKIPPED, took, attribute(xml, "message"), "");
                    }
                    default -> {}
                }
            }
        }
        return new TestResult(name, Status.PASSED, took, "", "");
    }

    private static TestResult fallen(String name, Duration took, XMLStreamReader xml) throws XMLStreamException {
        String type = attribute(xml, "type");
        String reason = (type.substring(type.lastIndexOf('.') + 1) + ": " + attribute(xml, "message")).strip();
        return new TestResult(
                name, Status.FAILED, took, reason.lines().findFirst().orElse(""), xml.getElementText());
    }

    private static String shortName(String className) {
        return className.startsWith(KIT) ? className.substring(KIT.length()) : className;
    }

    private static String attribute(XMLStreamReader xml, String name) {
        String value = xml.getAttributeValue(null, name);
        return value == null ? "" : value;
    }

    private static Duration duration(String seconds) {
        String plain = seconds.replace(",", "");
        return plain.isEmpty()
                ? Duration.ZERO
                : Duration.ofNanos(new BigDecimal(plain).multiply(NANOS).longValue());
    }
}
