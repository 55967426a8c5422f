package io.amqpjms.engine.internal.sasl;

import io.amqpjms.engine.testing.FuzzRun;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The challenges of SCRAM and Kerberos with bytes changed: whatever comes, the login fails with a reason or the server has shown
 * who it is.
 */
class MutatedChallengesTest {
    @TempDir
    Path directory;

    @Test
    @Timeout(value = 2, unit = TimeUnit.HOURS)
    void noChallengeDoesMoreThanEndTheLogin() throws Exception {
        FuzzRun.endsWell(ChallengeFuzzMain.class, directory);
    }
}
