package dev.capstan.authentication;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.capstan.authentication.credential.ConfiguredCredential;
import dev.capstan.authentication.credential.ExpectedSecret;
import dev.capstan.authentication.internal.digest.DigestAuthenticator;
import dev.capstan.authentication.internal.scheme.ApiKeyAuthenticator;
import dev.capstan.authentication.internal.scheme.BasicAuthenticator;
import dev.capstan.authentication.internal.scheme.BearerAuthenticator;
import dev.capstan.engine.spi.Secret;
import dev.capstan.engine.spi.authentication.InboundAuthentication;
import java.security.MessageDigest;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** From how comparisons are built: that their time does not tell how much of a secret was right. */
class SecretComparisonTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.capstan.authentication");

    @Test
    void secretsAreReadOnlyWhileAuthenticatorsAreMade() {
        for (JavaClass any : CLASSES) {
            for (JavaMethodCall call : any.getMethodCallsFromSelf()) {
                if (call.getTargetOwner().isEquivalentTo(Secret.class)
                        && call.getName().equals("reveal")) {
                    assertThat(call.getOrigin().isConstructor()
                                    || any.isEquivalentTo(ExpectedSecret.class)
                                    || any.isEquivalentTo(ConfiguredCredential.class))
                            .as(call.getDescription())
                            .isTrue();
                }
            }
        }
    }

    @Test
    void nobodyKeepsASecret() {
        for (JavaClass any : CLASSES) {
            assertThat(any.getFields())
                    .noneMatch(field -> field.getRawType().isAssignableTo(Secret.class)
                            || field.getRawType().isAssignableTo(InboundAuthentication.class));
        }
    }

    @Test
    void secretsAreComparedByHashAndInConstantTime() {
        JavaClass expected = CLASSES.get(ExpectedSecret.class);
        assertThat(expected.getFields().stream()
                        .map(field -> field.getRawType().getSimpleName())
                        .collect(Collectors.toSet()))
                .containsExactlyInAnyOrder("HashFunction", "byte[]");
        assertThat(calls(expected)).contains("MessageDigest.isEqual").noneMatch(call -> call.endsWith(".equals"));
    }

    @Test
    void everySchemeComparesSo() {
        for (Class<?> authenticator : List.of(
                BasicAuthenticator.class,
                BearerAuthenticator.class,
                ApiKeyAuthenticator.class,
                DigestAuthenticator.class)) {
            assertThat(calls(CLASSES.get(authenticator))).contains("ExpectedSecret.matches");
        }
        assertThat(calls(CLASSES.get(DigestAuthenticator.class)))
                .contains(MessageDigest.class.getSimpleName() + ".isEqual");
    }

    private static Set<String> calls(JavaClass of) {
        return of.getMethodCallsFromSelf().stream()
                .map(JavaAccess::getTarget)
                .map(target -> target.getOwner().getSimpleName() + "." + target.getName())
                .collect(Collectors.toSet());
    }
}
