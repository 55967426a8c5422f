package io.amqpjms.tck.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.SortedSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportMainTest {
    private static final Instant END = Instant.parse("2026-05-01T10:05:00Z");

    @TempDir
    Path run;

    @Test
    void expectsThe903TestsOfTheKitThatNeedNoContainer() throws IOException {
        assertThat(ExpectedTests.all())
                .hasSize(903)
                .allMatch(name -> name.matches("core(20)?\\.[A-Za-z0-9.]+IT#[A-Za-z0-9_]+"));
    }

    @Test
    void runOfTheWholeKitPasses() throws IOException {
        SortedSet<String> names = ExpectedTests.all();
        results(names.stream().map(name -> test(name, "")).collect(Collectors.joining()));

        ReportMain.report(run, "all", true, END);

        assertThat(run.resolve("report.txt")).content().contains("903 of 903 passed, 0 failed");
        assertThat(run.resolve("report.html")).content().contains("903 of 903 passed, 0 failed");
    }

    @Test
    void runThatLeftNoResultsIsRefused() {
        assertThatThrownBy(() -> ReportMain.report(run, "all", true, END))
                .hasMessageContaining("0 of 903 passed")
                .hasMessageContaining("903 did not run");
    }

    @Test
    void fallIsNamedWithItsReason() throws IOException {
        results(test(
                "core.queuetests.QueueTestsIT#emptyMsgsQueueTest",
                "<error message='no &lt;message&gt;&#10;at all' type='java.lang.Exception'>trace &amp; cause</error>"));

        assertThatThrownBy(() -> ReportMain.report(run, "QueueTestsIT", false, END))
                .hasMessageContaining("0 of 1 passed, 1 failed");

        assertThat(run.resolve("report.txt"))
                .content()
                .contains("core.queuetests.QueueTestsIT#emptyMsgsQueueTest", "Exception: no <message>");
        assertThat(run.resolve("report.html"))
                .content()
                .contains("Exception: no &lt;message&gt;", "<pre>trace &amp; cause</pre>");
    }

    @Test
    void skippedTestIsRefused() throws IOException {
        results(test("core.queuetests.QueueTestsIT#emptyMsgsQueueTest", "<skipped message='not today'/>"));

        assertThatThrownBy(() -> ReportMain.report(run, "QueueTestsIT", false, END))
                .hasMessageContaining("1 skipped");
        assertThat(run.resolve("report.txt")).content().contains("not today");
    }

    @Test
    void headSaysWhatWasTestedAndHowLongItTook() throws IOException {
        results(test("core.queuetests.QueueTestsIT#emptyMsgsQueueTest", ""));
        Files.writeString(
                run.resolve("run.properties"), "provider = Some JMS 1.2\nstarted = 2026-05-01T10:00:00.123Z\n");

        ReportMain.report(run, "QueueTestsIT", false, END);

        assertThat(run.resolve("report.txt"))
                .content()
                .containsPattern("provider +Some JMS 1.2")
                .containsPattern("broker +unknown")
                .containsPattern("wall time +299 s");
    }

    @Test
    void halfAFileOfResultsIsAnErrorThatNamesTheFile() throws IOException {
        Files.createDirectories(run.resolve("results"));
        Files.writeString(run.resolve("results/TEST-half.xml"), "<testsuite><testcase name='a' classname='B'>");

        assertThatThrownBy(() -> ReportMain.report(run, "all", true, END))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("TEST-half.xml");
    }

    private void results(String tests) throws IOException {
        Files.createDirectories(run.resolve("results"));
        Files.writeString(run.resolve("results/TEST-some.xml"), "<testsuite>" + tests + "</testsuite>");
    }

    private static String test(String name, String inside) {
        int method = name.indexOf('#');
        return "<testcase name='%s' classname='com.sun.ts.tests.jms.%s' time='1,000.25'>%s</testcase>"
                .formatted(name.substring(method + 1), name.substring(0, method), inside);
    }
}
