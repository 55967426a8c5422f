package io.amqpjms.engine.internal.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.amqpjms.engine.SocketKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class SocketFamilyTest {
    @Test
    @EnabledOnOs(OS.LINUX)
    void whoLeavesTheChoiceGetsTheNativeSocketsThatComeWithTheEngine() {
        assertThat(SocketFamily.of(SocketKind.AUTO)).isSameAs(SocketFamily.EPOLL);
    }

    @Test
    void javasOwnSocketsAreEverywhere() {
        assertThat(SocketFamily.of(SocketKind.NIO)).isSameAs(SocketFamily.NIO);
    }
}
