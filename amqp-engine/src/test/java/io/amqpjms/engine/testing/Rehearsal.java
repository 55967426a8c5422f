package io.amqpjms.engine.testing;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.List;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;

/** Runs a test class apart from the build's own tests, to see how the fixtures judge it. */
final class Rehearsal {

    private Rehearsal() {}

    /** What the failed tests and containers of this class died of; nothing when all is well. */
    static List<Throwable> failuresOf(Class<?> testClass) {
        return EngineTestKit.engine("junit-jupiter")
                .configurationParameter("junit.jupiter.extensions.autodetection.enabled", "true")
                .configurationParameter(LeakCheck.PATIENCE_PARAMETER, "100")
                .configurationParameter(ScriptedPeer.PATIENCE_PARAMETER, "100")
                .selectors(selectClass(testClass))
                .execute()
                .allEvents()
                .executions()
                .failed()
                .map(failed -> failed.getTerminationInfo().getExecutionResult())
                .map(TestExecutionResult::getThrowable)
                .map(thrown -> thrown.orElseThrow())
                .toList();
    }
}
