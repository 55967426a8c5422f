package io.amqpjms.jms.internal.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FactorySettingsTest {

    @Test
    void nothingSaidMeansThisMachine() {
        assertThat(FactorySettings.DEFAULT.options().brokers())
                .extracting(Broker::toString)
                .containsExactly("amqp://localhost:5672");
    }

    @ParameterizedTest
    @ValueSource(strings = {"remoteURI", "brokerURL", "brokerUrl", "url", "uri"})
    void uriHasManyNames(String name) {
        assertThat(FactorySettings.DEFAULT.with(name, "amqp://broker").remoteUri())
                .isEqualTo("amqp://broker");
    }

    @ParameterizedTest
    @ValueSource(strings = {"jms.clientID", "clientID"})
    void optionIsSetWithOrWithoutThePrefix(String name) {
        FactorySettings settings = FactorySettings.DEFAULT.with(name, "billing");
        assertThat(settings.options().find(JmsOptions.CLIENT_ID)).isEqualTo("billing");
        assertThat(settings.properties()).containsEntry("jms.clientID", "billing");
    }

    @Test
    void settingWinsOverTheUriWhateverTheOrder() {
        String uri = "amqp://broker?jms.clientID=uri";
        assertThat(FactorySettings.DEFAULT
                        .withUri(uri)
                        .with("clientID", "set")
                        .options()
                        .find(JmsOptions.CLIENT_ID))
                .isEqualTo("set");
        assertThat(FactorySettings.DEFAULT
                        .with("clientID", "set")
                        .withUri(uri)
                        .options()
                        .find(JmsOptions.CLIENT_ID))
                .isEqualTo("set");
    }

    @ParameterizedTest
    @ValueSource(strings = {"failover.randomize", "failover.nested.transport.tcpKeepAlive"})
    void settingForAFailoverUriMayComeBeforeIt(String name) {
        FactorySettings settings =
                FactorySettings.DEFAULT.with(name, "true").withUri("failover:(amqp://one,amqp://two)");
        assertThat(settings.properties()).containsEntry(name, "true");
        assertThat(settings.optionsToConnect()).isSameAs(settings.options());
    }

    @ParameterizedTest
    @CsvSource({"failover.randomize, true", "failover.nested.amqp.vhost, a"})
    void settingForAFailoverUriIsRefusedToConnectWithoutOne(String name, String value) {
        FactorySettings settings = FactorySettings.DEFAULT.with(name, value);
        assertThatThrownBy(settings::optionsToConnect)
                .isInstanceOf(InvalidOptionException.class)
                .hasMessageContaining("'" + name + "' has no meaning here: it belongs to a failover:(...) URI");
    }

    @ParameterizedTest
    @CsvSource({
        "failover.randomize, perhaps, cannot be 'perhaps'",
        "failover.randomise, true, failover.randomize",
        "failover.nested.jms.clientID, a, only amqp. and transport.",
    })
    void mistakeInASettingForAFailoverUriIsRefusedAtOnce(String name, String value, String advice) {
        assertThatThrownBy(() -> FactorySettings.DEFAULT.with(name, value))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessageContaining(advice);
    }

    @Test
    void settingTakenBackLeavesTheUri() {
        FactorySettings settings = FactorySettings.DEFAULT
                .withUri("amqp://broker?jms.clientID=uri")
                .with("clientID", "set")
                .with("jms.clientID", null);
        assertThat(settings.options().find(JmsOptions.CLIENT_ID)).isEqualTo("uri");
    }

    @Test
    void aliasAndOptionAreOneSetting() {
        FactorySettings settings = FactorySettings.DEFAULT
                .with("deserializationPolicy.whiteList", "a")
                .with("jms.deserializationPolicy.allowList", "b");
        assertThat(settings.options().get(PolicyOptions.ALLOW_LIST)).containsExactly("b");
        assertThat(settings.properties()).containsOnlyKeys("remoteURI", "jms.deserializationPolicy.allowList");
    }

    @Test
    void propertiesMakeTheSameSettings() {
        FactorySettings settings = FactorySettings.DEFAULT
                .withUri("amqp://broker:7000?amqp.vhost=a")
                .with("jms.sendTimeout", "5s");
        assertThat(FactorySettings.DEFAULT.with(settings.properties()).properties())
                .isEqualTo(settings.properties());
    }

    @Test
    void propertiesAreCheckedTogether() {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("forceSyncSend", "true");
        properties.put("forceAsyncSend", null);
        FactorySettings before = FactorySettings.DEFAULT.with("forceAsyncSend", "true");
        assertThat(before.with(properties).options().get(JmsOptions.FORCE_SYNC_SEND))
                .isTrue();
    }

    @Test
    void unknownPropertyIsRefused() {
        assertThatThrownBy(() -> FactorySettings.DEFAULT.with("userName", "alice"))
                .hasMessageContaining("Did you mean 'jms.username'?");
        assertThatThrownBy(() -> FactorySettings.DEFAULT.with("userName", null))
                .hasMessageContaining("Did you mean 'jms.username'?");
    }
}
