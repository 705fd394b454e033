package dev.capstan.consumer.http;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Answers one request with a body that never ends, as fast as it is taken, and counts. */
final class FloodingUpstream implements AutoCloseable {
    /** More than the kernel buffers between two sockets, and one round of reading, hold. */
    static final long SOCKET_BUFFERS = 16 << 20;

    private final ServerSocket server;
    private final AtomicLong sent = new AtomicLong();
    private final CountDownLatch disconnected = new CountDownLatch(1);

    FloodingUpstream() throws IOException {
        server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(this::serve, "flooding-upstream");
        thread.setDaemon(true);
        thread.start();
    }

    private void serve() {
        try (Socket socket = server.accept()) {
            OutputStream out = socket.getOutputStream();
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 99999999999999\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            byte[] piece = new byte[16 * 1024];
            while (true) {
                out.write(piece);
                sent.addAndGet(piece.length);
            }
        } catch (IOException gone) {
            disconnected.countDown();
        }
    }

    String origin() {
        return "http://127.0.0.1:" + server.getLocalPort();
    }

    long sent() {
        return sent.get();
    }

    /** Waits until nothing more can be sent. */
    void awaitStall() throws InterruptedException {
        long before;
        do {
            before = sent.get();
            disconnected.await(200, TimeUnit.MILLISECONDS);
        } while (before != sent.get());
    }

    void awaitDisconnect() throws InterruptedException {
        if (!disconnected.await(20, TimeUnit.SECONDS)) {
            throw new AssertionError("still connected");
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
