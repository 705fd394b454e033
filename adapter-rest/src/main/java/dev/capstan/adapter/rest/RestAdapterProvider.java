package dev.capstan.adapter.rest;

import dev.capstan.document.linked.LinkedAdapter;
import dev.capstan.engine.failure.InvalidSettingException;
import dev.capstan.engine.spi.SpiVersion;
import dev.capstan.engine.spi.adapter.ServerAdapter;
import dev.capstan.engine.spi.adapter.ServerAdapterContext;
import dev.capstan.engine.spi.adapter.ServerAdapterProvider;

/** Makes the adapters of {@code exposes} entries with type {@code rest}. */
public final class RestAdapterProvider implements ServerAdapterProvider {
    /** For the service loader. */
    public RestAdapterProvider() {}

    @Override
    public String type() {
        return "rest";
    }

    @Override
    public int spiVersion() {
        return SpiVersion.CURRENT;
    }

    @Override
    public ServerAdapter create(ServerAdapterContext context) {
        if (context.plan().linked() instanceof LinkedAdapter.Rest rest) {
            return RestAdapter.register(context, rest);
        }
        throw new InvalidSettingException("the adapter \"" + context.plan().namespace() + "\" of "
                + context.plan().file() + " is not a REST adapter");
    }
}
