package io.amqpjms.tck.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.SortedSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports on a run and refuses one that is not clean.
 *
 * <p>Arguments: the directory of the run, which has the results in {@code results} and gets {@code report.txt} and
 * {@code report.html}; the pattern of the tests that were asked for; the pattern that stands for all of them.
 */
public final class ReportMain {
    private static final Logger LOG = LoggerFactory.getLogger(ReportMain.class);

    private ReportMain() {}

    public static void main(String[] arguments) throws IOException {
        report(Path.of(arguments[0]), arguments[1], arguments[1].equals(arguments[2]), Instant.now());
    }

    static void report(Path run, String tests, boolean whole, Instant end) throws IOException {
        List<TestResult> results = ResultFiles.read(run.resolve("results"));
        SortedSet<String> expected = ExpectedTests.all();
        Scorecard card = whole ? Scorecard.ofAll(results, expected) : Scorecard.ofChosen(results, expected);
        RunFacts facts = RunFacts.read(run.resolve("run.properties"), tests, end);
        Files.createDirectories(run);
        String text = TextReport.of(card, facts);
        Files.writeString(run.resolve("report.txt"), text);
        Files.writeString(run.resolve("report.html"), HtmlReport.of(card, facts));
        LOG.info("{}", text);
        if (!card.clean()) {
            throw new FallenException(
                    "Jakarta Messaging TCK tests: " + card.summary() + "; see " + run.resolve("report.html"));
        }
    }
}
