package dev.capstan.adapter.mcp.internal.http;

import dev.capstan.adapter.mcp.internal.protocol.ClientSession;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The sessions of clients with a handshake, for servers that have something to keep between requests. Most clients never end theirs:
 * sessions that nobody uses expire, and the one that was not used for longest makes room. Safe for any thread.
 */
public final class Sessions {
    private static final int MOST = 10_000;
    private static final int MOST_SUBSCRIPTIONS = 1000;
    private static final long IDLE_SECONDS = 1800;
    private static final int ID_BYTES = 24;

    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    /** Those that were not used for longest come first. */
    private final Map<String, Session> byId = new LinkedHashMap<>(16, 0.75f, true);

    /** None yet. */
    public Sessions(Clock clock) {
        this.clock = clock;
    }

    private static final class Session implements ClientSession {
        private final Set<String> uris = ConcurrentHashMap.newKeySet();
        private long usedAt;

        @Override
        public boolean subscribe(String uri) {
            return uris.contains(uri) || (uris.size() < MOST_SUBSCRIPTIONS && uris.add(uri));
        }

        @Override
        public void unsubscribe(String uri) {
            uris.remove(uri);
        }

        @Override
        public boolean isSubscribed(String uri) {
            return uris.contains(uri);
        }
    }

    /** Begins a session; its identifier, which nobody can guess. */
    synchronized String begin() {
        long now = clock.instant().getEpochSecond();
        Iterator<Session> oldest = byId.values().iterator();
        while (oldest.hasNext()) {
            if (now - oldest.next().usedAt <= IDLE_SECONDS && byId.size() < MOST) {
                break;
            }
            oldest.remove();
        }
        byte[] bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        String id = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        Session session = new Session();
        session.usedAt = now;
        byId.put(id, session);
        return id;
    }

    /** The session of that identifier; null when there is none, or it has expired. */
    synchronized @Nullable ClientSession find(String id) {
        Session session = byId.get(id);
        if (session == null) {
            return null;
        }
        long now = clock.instant().getEpochSecond();
        if (now - session.usedAt > IDLE_SECONDS) {
            byId.remove(id);
            return null;
        }
        session.usedAt = now;
        return session;
    }

    /** Ends the session of that identifier; false when there is none. */
    synchronized boolean end(String id) {
        return byId.remove(id) != null;
    }
}
