package dev.capstan.bind.kubernetes;

import dev.capstan.engine.spi.SpiVersion;
import dev.capstan.engine.spi.bind.BindProvider;
import dev.capstan.engine.spi.bind.BindRequest;
import dev.capstan.engine.variable.VariableSource;
import java.util.Map;

/**
 * Variables in Kubernetes secrets: {@code k8s://NAMESPACE/NAME} is the secret of that name, read from the cluster's API by the
 * service account of the pod; {@code k8s://NAMESPACE/NAME?mount=/folder} is the folder that the secret is mounted at. The API is at
 * {@code KUBERNETES_SERVICE_HOST} and {@code KUBERNETES_SERVICE_PORT}; what the service account has is in the folder
 * {@code KUBERNETES_SERVICE_ACCOUNT}, which is {@code /var/run/secrets/kubernetes.io/serviceaccount} when it is not set.
 */
public final class KubernetesBindProvider implements BindProvider {
    private final KubernetesSecrets secrets = new KubernetesSecrets(VariableSource.environment());

    @Override
    public String scheme() {
        return "k8s";
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
