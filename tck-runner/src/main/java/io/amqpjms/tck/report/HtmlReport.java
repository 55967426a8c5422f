package io.amqpjms.tck.report;

import java.util.Locale;

/** The report for a browser: one page that needs no other file. */
final class HtmlReport {
    private static final String HEAD = """
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8"><title>Jakarta Messaging TCK tests</title><style>
            body { font: 15px/1.45 system-ui, sans-serif; max-width: 64rem; margin: 2rem auto; padding: 0 1rem }
            table { border-collapse: collapse; margin: 1rem 0 } td, th { padding: .15rem .8rem; text-align: left }
            td.n, th.n { text-align: right } tr.fell td { background: #fde8e8 } tr.all td { font-weight: bold }
            pre { overflow: auto; background: #f5f5f5; padding: .6rem }
            </style></head><body>
            """;

    private HtmlReport() {}

    static String of(Scorecard card, RunFacts facts) {
        StringBuilder page = new StringBuilder(HEAD);
        page.append("<h1>Jakarta Messaging TCK tests</h1>\n<p><strong>")
                .append(card.summary())
                .append("</strong></p>\n<table>\n");
        facts.lines()
                .forEach((word, meaning) ->
                        page.append("<tr><th>%s</th><td>%s</td></tr>\n".formatted(escape(word), escape(meaning))));
        page.append("</table>\n");
        card.with(Status.FAILED).forEach(fall -> page.append(fall(fall)));
        card.with(Status.SKIPPED).forEach(skip -> page.append(line("Skipped", skip.name() + ": " + skip.reason())));
        card.missing().forEach(name -> page.append(line("Did not run", name)));
        card.strangers().forEach(name -> page.append(line("Not expected, or twice", name)));
        page.append(
                "<table>\n<tr><th>class</th><th class=n>tests</th><th class=n>passed</th><th class=n>seconds</th></tr>\n");
        card.byClass().forEach((name, each) -> page.append(row(each.clean() ? "" : "fell", name, each)));
        return page.append(row("all", "all", card))
                .append("</table>\n</body></html>\n")
                .toString();
    }

    private static String fall(TestResult fall) {
        return "<details><summary>Fell: <code>%s</code> %s</summary><pre>%s</pre></details>\n"
                .formatted(escape(fall.name()), escape(fall.reason()), escape(fall.detail()));
    }

    private static String line(String what, String name) {
        return "<p>%s: <code>%s</code></p>\n".formatted(what, escape(name));
    }

    private static String row(String style, String name, Scorecard card) {
        return String.format(
                Locale.ROOT,
                "<tr class=\"%s\"><td>%s</td><td class=n>%d</td><td class=n>%d</td><td class=n>%.1f</td></tr>\n",
                style,
                escape(name),
                card.expected(),
                card.passed(),
                card.testTime().toMillis() / 1000.0);
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
