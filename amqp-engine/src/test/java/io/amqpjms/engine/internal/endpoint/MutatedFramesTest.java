package io.amqpjms.engine.internal.endpoint;

import io.amqpjms.engine.testing.FuzzRun;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The frames of a server with bytes changed, logins included: whatever comes, the line ends with a failure that is told, at once,
 * and in a small heap.
 */
class MutatedFramesTest {
    @TempDir
    Path directory;

    @Test
    @Timeout(value = 2, unit = TimeUnit.HOURS)
    void noFrameOfAStrangerDoesMoreThanEndTheLine() throws Exception {
        FuzzRun.endsWell(FuzzMain.class, directory);
    }
}
