package dev.capstan.consumer.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Accepts a connection, may say something, and does not read before it is told to wait for the end. */
final class DeafUpstream implements AutoCloseable {
    private final ServerSocket server;
    private final CountDownLatch listening = new CountDownLatch(1);
    private final CountDownLatch disconnected = new CountDownLatch(1);

    DeafUpstream() throws IOException {
        this("");
    }

    DeafUpstream(String says) throws IOException {
        server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(() -> serve(says), "deaf-upstream");
        thread.setDaemon(true);
        thread.start();
    }

    private void serve(String says) {
        try (Socket socket = server.accept()) {
            if (!says.isEmpty()) {
                socket.getInputStream().read(new byte[10]);
                socket.getOutputStream().write(says.getBytes(StandardCharsets.US_ASCII));
            }
            listening.await();
            byte[] piece = new byte[64 * 1024];
            int read = 0;
            while (read >= 0) {
                read = socket.getInputStream().read(piece);
            }
            disconnected.countDown();
        } catch (SocketException reset) {
            disconnected.countDown();
        } catch (IOException failure) {
            throw new AssertionError(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    String origin() {
        return "http://127.0.0.1:" + server.getLocalPort();
    }

    /** Gives the other side time to send what it can. */
    void awaitStall() throws InterruptedException {
        disconnected.await(200, TimeUnit.MILLISECONDS);
    }

    void awaitDisconnect() throws InterruptedException {
        listening.countDown();
        if (!disconnected.await(20, TimeUnit.SECONDS)) {
            throw new AssertionError("still connected");
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
