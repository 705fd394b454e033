package dev.capstan.testkit.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.capstan.document.linked.LinkedOperation;
import dev.capstan.engine.Engine;
import dev.capstan.engine.call.CallContext;
import dev.capstan.engine.exchange.HeaderFields;
import dev.capstan.engine.failure.InvalidSettingException;
import dev.capstan.engine.spi.SpiVersion;
import dev.capstan.engine.spi.consumer.Consumer;
import dev.capstan.engine.spi.consumer.ForwardRequest;
import dev.capstan.engine.spi.consumer.OperationRequest;
import dev.capstan.engine.spi.consumer.PreparedForward;
import dev.capstan.engine.spi.consumer.RequestContent;
import dev.capstan.engine.spi.consumer.RequestPreview;
import dev.capstan.testkit.Patience;
import dev.capstan.testkit.consumer.SentRequest.Ending;
import dev.capstan.testkit.consumer.SentRequest.Reading;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What every consumer keeps to: by itself, and with an engine that calls through it. The test of a provider extends this, says where
 * an API is that answers as it is told, and adds what is particular to its type. The API has the namespace {@code api} and two
 * operations: {@code read}, and {@code write}, which sends a body; what cannot be had of an API of the type is left out, and the tests
 * of it are skipped.
 */
public abstract class ConsumerContract extends ConsumerCallsContract {
    /** For subclasses. */
    protected ConsumerContract() {}

    // Being made

    @Test
    void theServiceLoaderFindsItByItsType() {
        assertThat(provider().spiVersion()).isEqualTo(SpiVersion.CURRENT);
        assertThat(type()).matches("[a-z][a-z0-9-]*");
    }

    @Test
    void saysWhichSettingNoConsumerCanBeMadeFrom() {
        String unusable = unusableBaseUri();
        assumeThat(unusable).isNotNull();
        LinkedOperation read = operation("read");

        InvalidSettingException refused =
                catchThrowableOfType(InvalidSettingException.class, () -> consumer(String.valueOf(unusable), read));

        assertThat(refused).isNotNull();
        assertIsForPeople(refused.getMessage());
    }

    @Test
    void saysWhyAnOperationCanNeverBeCalled() {
        String resources = unpreparableResources();
        assumeThat(resources).isNotNull();
        LinkedOperation read = operation(String.valueOf(resources), "read");
        Consumer consumer = consumer(baseUri(), read);

        InvalidSettingException refused =
                catchThrowableOfType(InvalidSettingException.class, () -> consumer.prepare(read));

        assertThat(refused).isNotNull();
        assertIsForPeople(refused.getMessage());
    }

    @Test
    void sendsNothingBeforeItIsCalled() throws Exception {
        answer("\"here\"");
        int before = received();
        Called api = called("read");
        api.consumer().prepare(api.operation());

        assertThat(received()).isEqualTo(before);
    }

    // Being given up

    @Test
    void nothingIsHeardOfACallThatWasCancelled() throws Exception {
        answer("\"here\"");
        Called api = called("read");
        assumeThat(fallSilent()).as("an API that does not answer").isTrue();
        int before = received();
        SentRequest sent = send(api);
        if (before >= 0) {
            Patience.until("the request has come", () -> received() > before);
        }
        sent.cancel();
        sent.cancel();

        assertThat(sent.isEnded()).isFalse();
        answer("\"here\"");
        assertThat(send(api).ending().text()).isEqualTo("\"here\"");
        assertThat(sent.isEnded()).isFalse();
    }

    @Test
    void cancellingACallThatHasEndedDoesNoHarm() throws Exception {
        answer("\"here\"");
        Called api = called("read");
        SentRequest sent = send(api);
        sent.ending();
        sent.cancel();
        sent.cancel();

        assertThat(sent.ending().text()).isEqualTo("\"here\"");
        assertThat(send(api).ending().text()).isEqualTo("\"here\"");
    }

    // Being closed

    @Test
    void closingItEndsWhatIsOnItsWay() throws Exception {
        answer("\"here\"");
        Called api = called("read");
        assumeThat(fallSilent()).as("an API that does not answer").isTrue();
        SentRequest sent = send(api);
        assertThat(sent.isEnded()).isFalse();
        api.consumer().close();

        failure(sent.ending());
    }

    @Test
    void onceItIsClosedCallsEndAndNothingIsThrown() throws Exception {
        answer("\"here\"");
        Called api = called("read");
        send(api).ending();
        api.consumer().close();
        assertThatCode(api.consumer()::close).as("closing it once more").doesNotThrowAnyException();

        Ending ending = send(api).ending();

        if (ending.failure() != null) {
            failure(ending);
        }
    }

    // What is shown

    @Test
    void aPreviewSendsNothingAndLeavesTheBodyAlone() throws Exception {
        answer("\"here\"");
        int before = received();
        Called api = called("write");
        for (OwnedBody body : OwnedBody.kinds()) {
            RequestPreview preview = api.prepared()
                    .preview(request(
                            api, CallContext.NONE, values(), new RequestContent.Identity(body.body(), "text/plain")));

            assertThat(body.isUntouched()).as("the body: " + body).isTrue();
            assertThat(preview.method()).isNotBlank().isUpperCase();
            assertThat(preview.uri()).isNotBlank();
            assertThat(preview.problems()).isEmpty();
            body.body().discard();
        }
        assertThat(received()).isEqualTo(before);
    }

    @Test
    void neitherAPreviewNorAFailureShowsASecret() throws Exception {
        answer("\"here\"");
        String nowhere = unreachableBaseUri();
        Called api = called("read", nowhere == null ? baseUri() : nowhere);
        OperationRequest request = request(api, CallContext.NONE, values(), RequestContent.None.INSTANCE);

        assertThat(api.prepared().preview(request).toString()).doesNotContain(SECRET);
        assertThat(send(api, request, Reading.WHOLE).ending().toString()).doesNotContain(SECRET);
        assertThat(api.prepared().toString()).doesNotContain(SECRET);
        assertThat(api.consumer().toString()).doesNotContain(SECRET);
    }

    // Passing requests on

    @Test
    void passesRequestsOnOrSaysThatItDoesNot() throws Exception {
        answer("\"here\"");
        Called api = called("read");
        PreparedForward forward;
        try {
            forward = api.consumer().prepareForward(List.of("x-trusted"));
        } catch (InvalidSettingException refused) {
            assertIsForPeople(refused.getMessage());
            return;
        }
        for (OwnedBody body : OwnedBody.kinds()) {
            ForwardRequest request = new ForwardRequest(
                    api.eventLoop(), CallContext.NONE, "POST", "items/1", "a=b", HeaderFields.NONE, body.body());
            Ending ending = SentRequest.send(
                            api.eventLoop(), Reading.WHOLE, listener -> forward.send(request, listener))
                    .ending();

            assertThat(ending).isEqualTo(new Ending(200, "\"here\"", null));
            assertReleased(api, body);
        }
        api.consumer().close();
        for (OwnedBody body : OwnedBody.kinds()) {
            ForwardRequest request = new ForwardRequest(
                    api.eventLoop(), CallContext.NONE, "POST", "items/1", null, HeaderFields.NONE, body.body());
            SentRequest.send(api.eventLoop(), Reading.WHOLE, listener -> forward.send(request, listener))
                    .ending();
            assertReleased(api, body);
        }
    }

    // With an engine

    @Test
    void anEngineCallsThroughIt() throws Exception {
        answer("\"here\"");
        try (Engine calling = Engine.builder()
                .document("contract.yaml", document(baseUri(), resources()))
                .build()) {
            assertThat(Patience.await(calling.call("contract.read", values())).text())
                    .isEqualTo("\"here\"");
            assertThat(Patience.await(calling.call("api.read", values())).text())
                    .isEqualTo("\"here\"");
        }
    }
}
