package dev.capstan.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.capstan.engine.status.DeadUnit;
import dev.capstan.testkit.RecordingUpstream;
import dev.capstan.testkit.ServedDocument;
import org.junit.jupiter.api.Test;

/** What is left out is named, wherever its reason stands. */
class DeadUnitsTest {

    @Test
    void unitsOfADeadOperationAreNamed() {
        String document =
                Documents.of("""
                - name: a
                  path: /a
                  operations:
                  - name: lost
                    method: GET
                    inputParameters:
                    - {name: id, in: path}
                  - {name: fine, method: GET}
                """, """
                - path: /fine
                  operations: [{method: GET, name: fine, call: api.fine}]
                - path: /lost
                  operations: [{method: GET, name: lost-route, call: api.lost}]
                """, "- {name: lost-tool, description: d, call: api.lost, with: {id: tools.id}}");
        try (RecordingUpstream upstream = RecordingUpstream.start();
                ServedDocument served = ServedDocument.serve(document, upstream)) {
            assertThat(served.status().dead()).extracting(DeadUnit::name).containsExactly("lost-route", "lost-tool");
            assertThat(served.status().dead())
                    .allSatisfy(unit -> assertThat(unit.reasons())
                            .singleElement()
                            .satisfies(reason ->
                                    assertThat(reason.rule()).isEqualTo("path-parameter-without-placeholder")));
            assertThat(served.tools()).isEmpty();
            assertThat(served.rules()).doesNotContain("with-unknown-key");
        }
    }
}
