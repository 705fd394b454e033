package dev.capstan.engine.configuration;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What can be an entry of {@link ServerConfiguration#allowedHosts}. */
final class AllowedHost {
    private static final Pattern NAME_OR_ADDRESS = Pattern.compile(
            "[A-Za-z0-9_](?:[A-Za-z0-9_.-]{0,253})|\\[[0-9A-Fa-f:.]{2,45}]|[0-9A-Fa-f]{0,4}(?::[0-9A-Fa-f.]{0,15}){2,8}");

    private AllowedHost() {}

    /** Why a listener could not match it against the hosts that requests name; null when it can. */
    static @Nullable String problem(String host) {
        if (host.indexOf('*') >= 0) {
            return "allowedHosts takes no wildcard (\"" + host
                    + "\"): name each host by which the listener is reached. If every"
                    + " host were allowed, web pages could call it through a name of their own (DNS rebinding)";
        }
        return NAME_OR_ADDRESS.matcher(host).matches()
                ? null
                : "\"" + host
                        + "\" in allowedHosts is not a host: write a name or an IP address, without scheme or port";
    }
}
