package dev.capstan.transport;

import java.net.InetAddress;
import java.util.List;

/** A registration with its listener. */
final class ListenerRegistration implements Registration {
    private final HttpTransport transport;
    private final Listener listener;
    private final RouteTable.Share share;

    ListenerRegistration(HttpTransport transport, Listener listener, RouteTable.Share share) {
        this.transport = transport;
        this.listener = listener;
        this.share = share;
    }

    @Override
    public List<RouteConflict> conflicts() {
        return share.conflicts();
    }

    @Override
    public String baseUrl() {
        return listener.baseUrl();
    }

    @Override
    public InetAddress address() {
        return listener.address().address();
    }

    @Override
    public boolean serves(String path) {
        synchronized (transport) {
            return share.serves(path);
        }
    }

    @Override
    public void withdraw() {
        transport.withdraw(listener, share);
    }
}
