package dev.capstan.transport.internal.exchange;

import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Which hosts requests to a listener may name. A page in a browser that has its own name point to this machine (DNS
 * rebinding) names another one.
 */
public final class HostCheck {
    private final Set<String> names = new HashSet<>();

    /**
     * A check of one listener.
     *
     * @param own the listener's own names, beside the loopback's
     * @param allowed the names that the operator allows
     */
    public HostCheck(Collection<String> own, Collection<String> allowed) {
        names.addAll(Set.of("localhost", "127.0.0.1", "[::1]"));
        own.forEach(name -> names.add(bracketed(name)));
        allowed.forEach(name -> names.add(bracketed(name)));
    }

    private static String bracketed(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        return name.indexOf(':') >= 0 && !name.startsWith("[") ? "[" + name + "]" : name;
    }

    /** Whether a Host field's value, or a target's authority, names this listener. */
    boolean accepts(String host) {
        int end = host.startsWith("[") ? host.indexOf(']') + 1 : host.indexOf(':');
        if (end < 0) {
            end = host.length();
        }
        return isPort(host, end) && names.contains(host.substring(0, end).toLowerCase(Locale.ROOT));
    }

    private static boolean isPort(String host, int from) {
        if (from == host.length()) {
            return true;
        }
        if (host.charAt(from) != ':' || host.length() - from > 6) {
            return false;
        }
        for (int i = from + 1; i < host.length(); i++) {
            if (host.charAt(i) < '0' || host.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }
}
