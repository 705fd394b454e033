package dev.example.lines;

import dev.capstan.engine.failure.InvalidSettingException;
import dev.capstan.engine.spi.SpiVersion;
import dev.capstan.engine.spi.adapter.ServerAdapter;
import dev.capstan.engine.spi.adapter.ServerAdapterContext;
import dev.capstan.engine.spi.adapter.ServerAdapterProvider;

/** Serves a document's tools over TCP: one line with a name and a JSON object, and one line with the name and the reply. */
public final class LinesAdapterProvider implements ServerAdapterProvider {
    @Override
    public String type() {
        return "lines";
    }

    @Override
    public int spiVersion() {
        return SpiVersion.CURRENT;
    }

    @Override
    public ServerAdapter create(ServerAdapterContext context) {
        if (context.authenticator() != null) {
            throw new InvalidSettingException("\"" + context.plan().namespace()
                    + "\" asks for credentials, which a line has no place for; remove its authentication, or expose rest instead");
        }
        LinesServer server = context.engine().service(LinesServer.class, LinesServer::new);
        return server.register(context.plan());
    }
}
