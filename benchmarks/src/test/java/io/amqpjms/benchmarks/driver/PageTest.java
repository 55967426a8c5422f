package io.amqpjms.benchmarks.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PageTest {
    @TempDir
    Path directory;

    @Test
    void replacesOnlyWhatIsMeasured() throws IOException {
        Path page = page("before\n<!-- measured: begin -->\nold\n<!-- measured: end -->\n## Codec\nafter\n");

        Page.replace(page, "measured", "new $1 | table\n");

        assertThat(page)
                .hasContent(
                        "before\n<!-- measured: begin -->\nnew $1 | table\n<!-- measured: end -->\n## Codec\nafter\n");
    }

    @Test
    void leavesAPageWithoutMarksAlone() throws IOException {
        Path page = page("all by hand\n");

        assertThatThrownBy(() -> Page.replace(page, "measured", "new")).hasMessageContaining("measured: begin");
        assertThat(page).hasContent("all by hand\n");
    }

    private Path page(String text) throws IOException {
        return Files.writeString(directory.resolve("page.md"), text);
    }
}
