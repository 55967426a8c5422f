package io.amqpjms.engine.internal.transport;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.amqpjms.engine.internal.loop.Loop;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelPromise;
import io.netty.channel.DefaultChannelPromise;
import io.netty.channel.DefaultEventLoop;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AddressRaceTest implements AddressRace.Finish {
    private static final Duration NEVER = Duration.ofHours(1);
    private static final InetAddress A4 = address(192, 0, 2, 1);
    private static final InetAddress B4 = address(192, 0, 2, 2);
    private static final InetAddress C4 = address(192, 0, 2, 3);
    private static final InetAddress A6 = address(0x20, 1, 0xd, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1);
    private static final InetAddress B6 = address(0x20, 1, 0xd, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2);

    private final DefaultEventLoop eventLoop = new DefaultEventLoop();
    private final Loop loop = new Loop(eventLoop, NioSocketChannel.class);
    private final Map<InetAddress, ChannelPromise> tries = new ConcurrentHashMap<>();
    private final BlockingQueue<InetAddress> begun = new LinkedBlockingQueue<>();
    private final CompletableFuture<Channel> winner = new CompletableFuture<>();

    private static InetAddress address(int... parts) {
        byte[] bytes = new byte[parts.length];
        for (int i = 0; i < parts.length; i++) {
            bytes[i] = (byte) parts[i];
        }
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void won(Channel channel) {
        winner.complete(channel);
    }

    @Override
    public void lost(Throwable cause) {
        winner.completeExceptionally(cause);
    }

    @AfterEach
    void endLoop() {
        eventLoop.shutdownGracefully(0, 1, SECONDS);
        tries.values().forEach(promise -> promise.channel().close());
    }

    private AddressRace race(Duration stagger, InetAddress... addresses) {
        AddressRace race = new AddressRace(loop, List.of(addresses), stagger, this::connect, this);
        loop.execute(race::start);
        return race;
    }

    private ChannelFuture connect(InetAddress address) {
        ChannelPromise promise = new DefaultChannelPromise(new EmbeddedChannel(), eventLoop);
        tries.put(address, promise);
        begun.add(address);
        return promise;
    }

    private InetAddress nextBegun() throws InterruptedException {
        return begun.poll(5, SECONDS);
    }

    private void refuses(InetAddress address) {
        tries.get(address).setFailure(new ConnectException("refused: " + address.getHostAddress()));
    }

    private boolean closed(InetAddress address) {
        return !tries.get(address).channel().isOpen();
    }

    private void runsWhatIsDue() throws Exception {
        CompletableFuture<Void> turn = new CompletableFuture<>();
        loop.execute(() -> turn.complete(null));
        turn.get(5, SECONDS);
    }

    @Test
    void anAddressThatRefusesMakesWayForTheNextAtOnce() throws Exception {
        race(NEVER, A4, B4);
        assertThat(nextBegun()).isEqualTo(A4);
        refuses(A4);
        assertThat(nextBegun()).isEqualTo(B4);
        tries.get(B4).setSuccess();
        assertThat(winner.get(5, SECONDS)).isSameAs(tries.get(B4).channel());
    }

    @Test
    void anAddressThatKeepsSilentIsOvertakenAndClosed() throws Exception {
        race(Duration.ofMillis(10), A6, A4);
        assertThat(nextBegun()).isEqualTo(A6);
        assertThat(nextBegun()).isEqualTo(A4);
        tries.get(A4).setSuccess();
        assertThat(winner.get(5, SECONDS)).isSameAs(tries.get(A4).channel());
        runsWhatIsDue();
        assertThat(closed(A6)).isTrue();
        assertThat(closed(A4)).isFalse();
    }

    @Test
    void whoComesAfterTheWinnerIsClosed() throws Exception {
        race(Duration.ofMillis(10), A6, A4);
        nextBegun();
        nextBegun();
        tries.get(A6).setSuccess();
        winner.get(5, SECONDS);
        tries.get(A4).trySuccess();
        runsWhatIsDue();
        assertThat(closed(A4)).isTrue();
        assertThat(closed(A6)).isFalse();
    }

    @Test
    void whenNoneAnswersEachCauseIsKept() throws Exception {
        race(NEVER, A6, A4);
        nextBegun();
        refuses(A6);
        nextBegun();
        refuses(A4);
        assertThat(winner.handle((none, cause) -> cause).get(5, SECONDS))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("none of its 2 addresses")
                .hasMessageContaining("refused: 2001:db8:0:0:0:0:0:1; refused: 192.0.2.1")
                .satisfies(all -> assertThat(all.getSuppressed()).hasSize(2));
    }

    @Test
    void theOnlyCauseStaysAsItIs() throws Exception {
        race(NEVER, A4);
        nextBegun();
        refuses(A4);
        assertThat(winner.handle((none, cause) -> cause).get(5, SECONDS))
                .hasMessage("refused: 192.0.2.1")
                .hasNoSuppressedExceptions();
    }

    @Test
    void aLateRefusalDoesNotEndARaceThatOthersStillRun() throws Exception {
        race(Duration.ofMillis(10), A6, A4);
        nextBegun();
        nextBegun();
        refuses(A6);
        runsWhatIsDue();
        assertThat(winner).isNotDone();
        tries.get(A4).setSuccess();
        assertThat(winner.get(5, SECONDS)).isSameAs(tries.get(A4).channel());
    }

    @Test
    void aCancelledRaceClosesWhatRunsAndTellsNothing() throws Exception {
        AddressRace race = race(NEVER, A4, B4);
        nextBegun();
        loop.execute(race::cancel);
        runsWhatIsDue();
        assertThat(closed(A4)).isTrue();
        tries.get(A4).tryFailure(new ConnectException("closed"));
        runsWhatIsDue();
        assertThat(begun).isEmpty();
        assertThat(winner).isNotDone();
    }

    @Test
    void withoutAStaggerTheNextWaitsForTheOneBefore() throws Exception {
        race(null, A4, B4);
        assertThat(nextBegun()).isEqualTo(A4);
        runsWhatIsDue();
        assertThat(begun).isEmpty();
        refuses(A4);
        assertThat(nextBegun()).isEqualTo(B4);
    }

    @Test
    void theFamiliesTakeTurnsBeginningWithThatOfTheFirst() {
        assertThat(AddressRace.interleaved(List.of(A4, B4, C4, A6, B6))).containsExactly(A4, A6, B4, B6, C4);
        assertThat(AddressRace.interleaved(List.of(A6, B6, A4))).containsExactly(A6, A4, B6);
        assertThat(AddressRace.interleaved(List.of(A4, B4))).containsExactly(A4, B4);
    }
}
