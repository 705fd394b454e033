package dev.capstan.adapter.skill;

import dev.capstan.document.linked.LinkedAdapter;
import dev.capstan.engine.failure.InvalidSettingException;
import dev.capstan.engine.spi.SpiVersion;
import dev.capstan.engine.spi.adapter.ServerAdapter;
import dev.capstan.engine.spi.adapter.ServerAdapterContext;
import dev.capstan.engine.spi.adapter.ServerAdapterProvider;

/** Makes the adapters of {@code exposes} entries with type {@code skill}. */
public final class SkillAdapterProvider implements ServerAdapterProvider {
    /** For the service loader. */
    public SkillAdapterProvider() {}

    @Override
    public String type() {
        return "skill";
    }

    @Override
    public int spiVersion() {
        return SpiVersion.CURRENT;
    }

    @Override
    public ServerAdapter create(ServerAdapterContext context) {
        if (context.plan().linked() instanceof LinkedAdapter.Skills skills) {
            return SkillAdapter.register(context, skills);
        }
        throw new InvalidSettingException("the adapter \"" + context.plan().namespace() + "\" of "
                + context.plan().file() + " is no skill adapter");
    }
}
