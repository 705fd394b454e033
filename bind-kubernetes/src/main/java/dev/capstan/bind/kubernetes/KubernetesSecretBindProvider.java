package dev.capstan.bind.kubernetes;

import dev.capstan.engine.spi.SpiVersion;
import dev.capstan.engine.spi.bind.BindProvider;
import dev.capstan.engine.spi.bind.BindRequest;
import dev.capstan.engine.variable.VariableSource;
import java.util.Map;

/** Another name of {@link KubernetesBindProvider}. */
public final class KubernetesSecretBindProvider implements BindProvider {
    private final KubernetesSecrets secrets = new KubernetesSecrets(VariableSource.environment());

    @Override
    public String scheme() {
        return "k8s-secret";
    }

    @Override
    public int spiVersion() {
        return SpiVersion.CURRENT;
    }

    @Override
    public Map<String, String> read(BindRequest request) {
        return secrets.read(request);
    }
}
