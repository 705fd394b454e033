package dev.capstan.adapter.control;

import dev.capstan.document.linked.LinkedAdapter;
import dev.capstan.engine.failure.InvalidSettingException;
import dev.capstan.engine.observe.EngineObserver;
import dev.capstan.engine.spi.SpiVersion;
import dev.capstan.engine.spi.adapter.ServerAdapter;
import dev.capstan.engine.spi.adapter.ServerAdapterContext;
import dev.capstan.engine.spi.adapter.ServerAdapterProvider;
import org.jspecify.annotations.Nullable;

/** Makes the adapters of {@code exposes} entries with type {@code control}. */
public final class ControlAdapterProvider implements ServerAdapterProvider {
    /** For the service loader. */
    public ControlAdapterProvider() {}

    @Override
    public String type() {
        return "control";
    }

    @Override
    public int spiVersion() {
        return SpiVersion.CURRENT;
    }

    @Override
    public @Nullable EngineObserver observer(LinkedAdapter adapter) {
        return adapter instanceof LinkedAdapter.Control control
                        && control.switches().metrics()
                ? new CallMetrics()
                : null;
    }

    @Override
    public ServerAdapter create(ServerAdapterContext context) {
        if (context.plan().linked() instanceof LinkedAdapter.Control control) {
            return ControlAdapter.register(context, control);
        }
        throw new InvalidSettingException("the adapter \"" + context.plan().namespace() + "\" of "
                + context.plan().file() + " is no control adapter");
    }
}
