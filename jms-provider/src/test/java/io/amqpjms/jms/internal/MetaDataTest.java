package io.amqpjms.jms.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetaDataTest {
    private final MetaData metaData = new MetaData();

    @Test
    void versionOfJmsIsTheOneImplemented() {
        assertThat(metaData.getJMSVersion()).isEqualTo("3.1");
        assertThat(metaData.getJMSMajorVersion()).isEqualTo(3);
        assertThat(metaData.getJMSMinorVersion()).isEqualTo(1);
    }

    @Test
    void versionOfTheProviderIsThatOfTheBuild() throws Exception {
        String version = metaData.getProviderVersion();

        assertThat(Files.readString(Path.of("pom.xml"))).contains("<version>" + version + "</version>");
        assertThat(version).startsWith(metaData.getProviderMajorVersion() + "." + metaData.getProviderMinorVersion());
        assertThat(metaData.getJMSProviderName()).isEqualTo("AMQP JMS");
    }

    @ParameterizedTest
    @CsvSource({"0.1.0-SNAPSHOT, 0, 1", "2.13.7, 2, 13", "4.0, 4, 0", "unknown, 0, 0"})
    void versionIsTakenApart(String text, int major, int minor) {
        assertThat(ProviderVersion.of(text)).isEqualTo(new ProviderVersion(text, major, minor));
    }

    @Test
    void definedPropertiesAreNamedAnewForEachCaller() {
        for (int caller = 0; caller < 2; caller++) {
            assertThat(Collections.list(metaData.getJMSXPropertyNames()))
                    .containsExactly("JMSXUserID", "JMSXGroupID", "JMSXGroupSeq", "JMSXDeliveryCount");
        }
    }
}
