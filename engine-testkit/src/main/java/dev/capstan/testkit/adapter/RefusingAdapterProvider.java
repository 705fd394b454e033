package dev.capstan.testkit.adapter;

import dev.capstan.engine.failure.InvalidSettingException;
import dev.capstan.engine.spi.SpiVersion;
import dev.capstan.engine.spi.adapter.ServerAdapter;
import dev.capstan.engine.spi.adapter.ServerAdapterContext;
import dev.capstan.engine.spi.adapter.ServerAdapterProvider;

/** Can never serve: whatever else a document exposes beside an adapter of its type is withdrawn. */
public final class RefusingAdapterProvider implements ServerAdapterProvider {
    static final String TYPE = "refusing";

    /** For the service loader. */
    public RefusingAdapterProvider() {}

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public int spiVersion() {
        return SpiVersion.CURRENT;
    }

    @Override
    public ServerAdapter create(ServerAdapterContext context) {
        throw new InvalidSettingException("\"" + context.plan().namespace() + "\" is refused by the test");
    }
}
