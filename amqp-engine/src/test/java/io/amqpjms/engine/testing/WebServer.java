package io.amqpjms.engine.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A server on a loopback socket that reads the head of each HTTP request and gives the answer that the test wants, byte
 * for byte. Told by the test's thread before the client comes; answers on a thread of its own, one client at a time.
 */
public final class WebServer implements BeforeEachCallback, AfterEachCallback {
    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final Pattern KEY = Pattern.compile("(?i)sec-websocket-key: *(\\S+)");

    private final BlockingQueue<String> requests = new LinkedBlockingQueue<>();
    private ServerSocket listening;
    private volatile String answer = "";
    private volatile boolean upgrades;
    private volatile boolean silent;
    private volatile boolean holds;
    private volatile int[] afterwards = {};

    /** Gives this answer and hangs up. */
    public WebServer answers(String text) {
        answer = text;
        return this;
    }

    /** Holds the line after the answer until the client hangs up. */
    public WebServer andHolds() {
        holds = true;
        return this;
    }

    /** Takes a request and says nothing. */
    public WebServer answersNothing() {
        silent = true;
        return this;
    }

    /** Opens a WebSocket as RFC 6455 has it, with these header lines more. */
    public WebServer upgradesWith(String headers) {
        upgrades = true;
        return answers(headers);
    }

    /** Sends these bytes after the answer. */
    public WebServer thenSends(int... bytes) {
        afterwards = bytes;
        return this;
    }

    /** The head of the next request. */
    public String request() throws InterruptedException {
        return requests.poll(5, TimeUnit.SECONDS);
    }

    /** Where it listens. */
    public int port() {
        return listening.getLocalPort();
    }

    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        listening = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(this::serve, "web-server");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void afterEach(ExtensionContext context) throws IOException {
        listening.close();
    }

    private void serve() {
        while (!listening.isClosed()) {
            try (Socket client = listening.accept()) {
                serve(client);
            } catch (IOException closed) {
                // The client or the test has gone.
            }
        }
    }

    private void serve(Socket client) throws IOException {
        client.setSoTimeout(5_000);
        String request = head(client.getInputStream());
        requests.add(request);
        OutputStream out = client.getOutputStream();
        if (!silent) {
            out.write((upgrades ? upgrade(request) : answer).getBytes(StandardCharsets.US_ASCII));
            for (int next : afterwards) {
                out.write(next);
            }
            out.flush();
        }
        if (silent || upgrades || holds) {
            client.getInputStream().transferTo(OutputStream.nullOutputStream());
        }
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        int next;
        while (head.indexOf("\r\n\r\n") < 0 && (next = in.read()) >= 0) {
            head.append((char) next);
        }
        return head.toString();
    }

    private String upgrade(String request) {
        Matcher key = KEY.matcher(request);
        if (!key.find()) {
            return "HTTP/1.1 400 Bad Request\r\n\r\n";
        }
        try {
            byte[] proof = MessageDigest.getInstance("SHA-1")
                    .digest((key.group(1) + GUID).getBytes(StandardCharsets.US_ASCII));
            return "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                    + "Sec-WebSocket-Accept: " + Base64.getEncoder().encodeToString(proof) + "\r\n" + answer + "\r\n";
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
