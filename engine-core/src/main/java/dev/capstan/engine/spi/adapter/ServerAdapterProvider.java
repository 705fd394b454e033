package dev.capstan.engine.spi.adapter;

import dev.capstan.document.linked.LinkedAdapter;
import dev.capstan.engine.failure.InvalidSettingException;
import dev.capstan.engine.observe.EngineObserver;
import dev.capstan.engine.spi.SpiVersion;
import org.jspecify.annotations.Nullable;

/** Makes the adapters of one {@code exposes.type}. Has a public constructor without parameters; holds no state. */
public interface ServerAdapterProvider {
    /** The type, such as {@code rest}. */
    String type();

    /** The SPI version it was built for: return the constant {@link SpiVersion#CURRENT}. */
    int spiVersion();

    /** Whether adapters of the type are served over that {@code transport}; {@code http} for adapters that name none. */
    default boolean serves(String transport) {
        return transport.equals("http");
    }

    /**
     * What observes the calls of an adapter's whole document, for adapters that tell about them; asked before the document is
     * compiled. The adapter finds it in its context. Connections and breakers are not told to it: other documents use them too.
     *
     * @return null when nothing does
     */
    default @Nullable EngineObserver observer(LinkedAdapter adapter) {
        return null;
    }

    /**
     * Makes an adapter, and registers what it serves with the services it uses. Nothing is served before the services start.
     *
     * @throws InvalidSettingException when it can never serve
     */
    ServerAdapter create(ServerAdapterContext context);
}
