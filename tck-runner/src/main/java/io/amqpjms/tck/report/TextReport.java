package io.amqpjms.tck.report;

import java.util.Locale;

/** The report for a terminal or a log. */
final class TextReport {
    private static final String ROW = "%-66s %6s %6s %6s %8s%n";

    private TextReport() {}

    static String of(Scorecard card, RunFacts facts) {
        StringBuilder text = new StringBuilder("Jakarta Messaging TCK tests: ").append(card.summary());
        text.append(System.lineSeparator()).append(System.lineSeparator());
        facts.lines().forEach((word, meaning) -> text.append(line("%-12s %s%n", word, meaning)));
        text.append(System.lineSeparator()).append(line(ROW, "class", "tests", "passed", "fell", "seconds"));
        card.byClass().forEach((name, each) -> text.append(row(name, each)));
        text.append(row("all", card));
        card.with(Status.FAILED)
                .forEach(fall -> text.append(line("%nFELL     %s%n         %s%n", fall.name(), fall.reason())));
        card.with(Status.SKIPPED)
                .forEach(skip -> text.append(line("%nSKIPPED  %s%n         %s%n", skip.name(), skip.reason())));
        card.missing().forEach(name -> text.append(line("%nNOT RUN  %s%n", name)));
        card.strangers().forEach(name -> text.append(line("%nNOT EXPECTED, OR TWICE  %s%n", name)));
        return text.toString();
    }

    private static String row(String name, Scorecard card) {
        int fell = card.expected() - card.passed();
        String seconds = line("%.1f", card.testTime().toMillis() / 1000.0);
        return line(ROW, name, card.expected(), card.passed(), fell == 0 ? "" : fell, seconds);
    }

    private static String line(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
