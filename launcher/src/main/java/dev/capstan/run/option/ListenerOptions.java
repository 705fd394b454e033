package dev.capstan.run.option;

import dev.capstan.engine.configuration.EngineConfiguration;
import dev.capstan.engine.configuration.ServerConfiguration;
import dev.capstan.engine.failure.InvalidSettingException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** The options that say where is listened; they win over the configuration's file. */
public final class ListenerOptions {
    private static final String PORT_FORM = "OLD=NEW, such as 8080=18080, or '*=0' for a free port each";

    private ListenerOptions() {}

    /** Adds these options to a command. */
    public static void describe(CommandSpec spec) {
        Options.value(spec, "--host", "ADDRESS", "listen on this address, whatever documents say");
        Options.values(spec, "--port", "OLD=NEW", "listen on NEW where documents say OLD; '*=0': free ports for all");
        Options.values(
                spec, "--allowed-host", "NAME", "answer requests for this host name too, beside the listener's own");
    }

    /** The configuration with what was given on the command line. */
    public static EngineConfiguration apply(ParseResult arguments, EngineConfiguration configuration) {
        ServerConfiguration server = configuration.server();
        Map<Integer, Integer> ports = new LinkedHashMap<>(server.portOverrides());
        boolean anyPort = server.anyPort();
        for (NamedValue port : NamedValue.all(Options.values(arguments, "--port"), "--port", PORT_FORM)) {
            if (port.name().equals("*") && port.value().equals("0")) {
                anyPort = true;
            } else {
                ports.put(number(port.name(), 1), number(port.value(), 0));
            }
        }
        List<String> allowedHosts = new ArrayList<>(server.allowedHosts());
        allowedHosts.addAll(Options.values(arguments, "--allowed-host"));
        String host = Options.value(arguments, "--host");
        try {
            return configuration.withServer(server.toBuilder()
                    .host(host == null ? server.host() : host)
                    .portOverrides(Map.copyOf(ports))
                    .anyPort(anyPort)
                    .allowedHosts(List.copyOf(allowedHosts))
                    .build());
        } catch (InvalidSettingException wrong) {
            throw UsageException.misuse("--allowed-host: " + wrong.getMessage());
        }
    }

    private static int number(String text, int least) {
        try {
            int port = Integer.parseInt(text);
            if (port >= least && port <= 65535) {
                return port;
            }
        } catch (NumberFormatException notANumber) {
            // Said below, with everything else that is no port.
        }
        throw UsageException.misuse("--port is written " + PORT_FORM + ": " + text + " is no port");
    }
}
