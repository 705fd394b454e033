package dev.capstan.linter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.capstan.document.diagnostic.Diagnostic;
import dev.capstan.document.link.installation.LinkOptions;
import dev.capstan.document.yaml.YamlLimits;
import dev.capstan.document.yaml.reader.YamlReader;
import dev.capstan.linter.rules.RuleSet;
import dev.capstan.linter.rules.RuleSettings;
import dev.capstan.validator.DocumentValidator;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is only wrong because something else is gets no diagnostic of its own. */
class ConsequencesTest {
    private static final String VALID = TestDocuments.resource("observatory.yaml");
    private static final DocumentLinter STRICT =
            new DocumentLinter(RuleSet.all(), RuleSettings.DEFAULT.withStrict(true), LinkOptions.DEFAULT);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            namespace: weather⏎|namespace: [weather]⏎|schema-type|/capability/consumes/2/namespace
            namespace: weather⏎|namespace: weather!⏎|schema-pattern|/capability/consumes/2/namespace
            - type: http⏎      namespace: archive|- namespace: [x]⏎      type: http|schema-type|/capability/consumes/1/namespace
            - name: read-plate⏎              method: GET⏎              label|- name: {}⏎              method: GET⏎              label|schema-type|/capability/consumes/1/resources/0/operations/0/name
            - name: tonight⏎              method|- method|schema-missing-key|/capability/consumes/2/resources/0/operations/0
            path: /plates/{plate}⏎          label: Plates⏎          description: Glass|path: [plates]⏎          label: Plates⏎          description: Glass|schema-type|/capability/consumes/1/resources/0/path
            path: /plates/{plate}⏎          label: Plates⏎          description: Glass|label: Plates⏎          description: Glass|schema-missing-key|/capability/consumes/1/resources/0
            - name: plate⏎              in: path⏎          operations|- name: {}⏎              in: path⏎          operations|schema-type|/capability/consumes/1/resources/0/inputParameters/0/name
            - name: X-Site⏎|- name: X Site⏎|schema-pattern|/capability/consumes/1/inputParameters/0/name
            method: PATCH⏎              body|method: patch⏎              body|schema-enum|/capability/consumes/1/resources/0/operations/1/method
            type: sparql|type: sparkle|schema-enum|/capability/consumes/1/resources/0/operations/4/body/type
            data:⏎                  - name: scan⏎                    value: "{{scan}}"⏎                    filename: scan.png⏎                    contentType: image/png|data: x|schema-type|/capability/consumes/1/resources/0/operations/3/body/data
            token: "{{vault.ARCHIVE_TOKEN}}"|token: 7|schema-type|/capability/consumes/1/authentication/token
            type: bearer⏎        token: "{{vault.ARCHIVE_TOKEN}}"|{}|schema-missing-key|/capability/consumes/1/authentication
            - namespace: vault⏎|- namespace: {}⏎|schema-type|/binds/0/namespace
            ARCHIVE_TOKEN: archive-token|archive-token: archive-token|schema-key-name|/binds/0/keys/archive-token
            namespace: evenings|namespace: [evenings]|schema-type|/capability/aggregates/0/namespace
            - name: closing-time⏎|- name: closing time⏎|schema-pattern|/capability/aggregates/0/functions/1/name
            description: When the doors close.|description: 23|schema-type|/capability/aggregates/0/functions/1/description
            - name: closing-time⏎          description: When the doors close.⏎|- name: closing-time⏎|schema-missing-key|/capability/aggregates/0/functions/1
            name: plates⏎                  call|name: [plates]⏎                  call|schema-type|/capability/exposes/0/resources/0/operations/1/steps/0/name
            name: order⏎|⏎|schema-missing-key|/capability/exposes/0/resources/0/operations/1/steps/2
            namespace: night-tools⏎|namespace: 5⏎|schema-type|/capability/exposes/1/namespace
            - type: mcp⏎|- type: mcpp⏎|schema-enum|/capability/exposes/1/type
            name: moon⏎|name: [moon]⏎|schema-type|/capability/exposes/1/tools/2/name
            scopes:⏎          - look|scopes:⏎          - {}|schema-type|/capability/exposes/1/authentication/scopes/0
            description: Reads a plate.⏎              inputParameters|description: 5⏎              inputParameters|schema-type|/capability/exposes/0/resources/0/operations/0/description
            - name: stops⏎|- nmae: stops⏎|schema-unknown-key|/capability/exposes/0/resources/0/operations/1/outputParameters/0/nmae
            capability:⏎  binds|capabilities:⏎  binds|schema-unknown-key|/capabilities
            """)
    void aMistakeIsToldWhereItWasMade(String before, String after, String rule, String pointer) {
        assertThat(newInStrict(text(before), text(after))).containsExactly(rule + " " + pointer);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ARCHIVE_TOKEN: archive-token|ARCHIV_TOKEN: archive-token|variable-undeclared|/capability/consumes/1/authentication/token
            - namespace: vault⏎|- namespace: vaults⏎|template-unknown-name|/capability/consumes/1/authentication/token
            value: "{{host.WEATHER_KEY}}"|value: "{{hosts.WEATHER_KEY}}"|template-unknown-name|/capability/consumes/2/authentication/value
            type: bearer⏎        token: "{{vault.ARCHIVE_TOKEN}}"|type: bearer|authentication-incomplete|/capability/consumes/1/authentication
            - name: plate⏎              in: path⏎          operations|- name: slide⏎              in: path⏎          operations|path-parameter-without-placeholder|/capability/consumes/1/resources/0/inputParameters/0/name
            """)
    void aMistakeThatIsNoneOfTheSchemaIsToldOnce(String before, String after, String rule, String pointer) {
        assertThat(newInStrict(text(before), text(after))).containsExactly(rule + " " + pointer);
    }

    @Test
    void twoMistakesAreTwoDiagnostics() {
        String spoilt = VALID.replace("namespace: dome", "namespace: d me")
                .replace("call: archive.read-plate\n          with:", "call: archive.read-plat\n          with:");
        assertThat(added(spoilt))
                .contains(
                        "schema-pattern /capability/consumes/3/namespace",
                        "call-unknown /capability/exposes/1/tools/0/call");
    }

    @Test
    void whatOneRuleFindsTwiceInOneNodeIsToldTwice() {
        String spoilt = VALID.replaceFirst("language: javascript\\s+location: file:///scripts\\s+", "")
                .replaceFirst("defaultLocation: file:///scripts\\s+defaultLanguage: python\\s+", "");
        String told = "naftiko-script-defaults-required /capability/exposes/0/resources/0/operations/1/steps/2/name";
        assertThat(added(spoilt)).containsExactly(told, told);
    }

    @Test
    void severalKeysThatAMappingLacksAreOneDiagnostic() {
        String spoilt = VALID.replaceFirst("(?s)info:\n.*?binds:", "info: {}\nbinds:");
        List<Diagnostic> found = DocumentValidator.strict()
                .schema(new YamlReader(YamlLimits.DEFAULT)
                        .read(spoilt, "observatory.yaml")
                        .root());
        assertThat(found).singleElement().satisfies(one -> {
            assertThat(one.message()).isEqualTo("the keys \"label\" and \"description\" are missing (Info); add them");
            assertThat(one.pointer()).isEqualTo("/info");
        });
    }

    private static String text(String cell) {
        return cell.replace('⏎', '\n');
    }

    private static List<String> newInStrict(String before, String after) {
        assertThat(VALID.split(Pattern.quote(before), -1))
                .as("\"%s\" stands there once", before)
                .hasSize(2);
        return added(VALID.replace(before, after));
    }

    /** What is said of that document and not of the valid one. */
    private static List<String> added(String document) {
        List<String> found = new ArrayList<>(said(document));
        said(VALID).forEach(found::remove);
        return found;
    }

    private static List<String> said(String document) {
        return STRICT.lint(document, Path.of("observatory.yaml"), "observatory.yaml").diagnostics().stream()
                .map(found -> found.rule() + " " + found.pointer())
                .toList();
    }
}
