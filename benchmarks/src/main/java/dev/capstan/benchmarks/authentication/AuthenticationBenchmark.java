package dev.capstan.benchmarks.authentication;

import dev.capstan.authentication.BasicAuthenticatorProvider;
import dev.capstan.authentication.BearerAuthenticatorProvider;
import dev.capstan.authentication.DigestAuthenticatorProvider;
import dev.capstan.authentication.oauth2.OAuth2AuthenticatorProvider;
import dev.capstan.benchmarks.engine.EngineServer;
import dev.capstan.engine.Engine;
import dev.capstan.engine.spi.EventLoops;
import dev.capstan.engine.spi.Secret;
import dev.capstan.engine.spi.authentication.AuthenticationOutcome;
import dev.capstan.engine.spi.authentication.AuthenticationOutcome.Accepted;
import dev.capstan.engine.spi.authentication.AuthenticationOutcome.Refused;
import dev.capstan.engine.spi.authentication.AuthenticationOutcome.Unavailable;
import dev.capstan.engine.spi.authentication.Authenticator;
import dev.capstan.engine.spi.authentication.AuthenticatorContext;
import dev.capstan.engine.spi.authentication.AuthenticatorProvider;
import dev.capstan.engine.spi.authentication.InboundAuthentication;
import dev.capstan.engine.spi.authentication.InboundRequest;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Judging one request's credentials, by scheme. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Benchmark)
public class AuthenticationBenchmark {
    private static final String ADAPTER = "fleet";
    private static final String TOKEN = "vF9dft4qmTZpXk7Cn2sB8hR5wY3uJ6eLA0gDqWxNcUo";
    private static final URI RESOURCE = URI.create("https://fleet.example/mcp");

    private EventLoopGroup eventLoops;
    private Engine engine;
    private LocalAuthorizationServer server;
    private Authenticator bearer;
    private Authenticator basic;
    private Authenticator digest;
    private Authenticator oauth2;
    private BenchmarkRequest bearerRequest;
    private BenchmarkRequest basicRequest;
    private BenchmarkRequest wrongRequest;
    private BenchmarkRequest jwtRequest;
    private DigestClient digestClient;

    /** Makes authenticators and requests that they accept. */
    @Setup
    public void make() throws Exception {
        eventLoops = EventLoops.create(1);
        engine = EngineServer.engine(9, eventLoops);
        server = new LocalAuthorizationServer();
        bearer = create(new BearerAuthenticatorProvider(), new InboundAuthentication.Bearer(new Secret(TOKEN)));
        basic = create(
                new BasicAuthenticatorProvider(),
                new InboundAuthentication.Basic(new Secret("captain"), new Secret(TOKEN)));
        digest = create(
                new DigestAuthenticatorProvider(),
                new InboundAuthentication.Digest(new Secret("captain"), new Secret(TOKEN)));
        oauth2 = create(
                new OAuth2AuthenticatorProvider(),
                new InboundAuthentication.OAuth2(
                        server.issuer(),
                        RESOURCE,
                        List.of("services:read"),
                        null,
                        new InboundAuthentication.Validation.Jwks()));
        bearerRequest = request("Bearer " + TOKEN);
        wrongRequest = request("Bearer another" + TOKEN);
        basicRequest = request(
                "Basic " + Base64.getEncoder().encodeToString(("captain:" + TOKEN).getBytes(StandardCharsets.UTF_8)));
        jwtRequest = request("Bearer " + server.token(RESOURCE));
        digestClient = new DigestClient("captain", ADAPTER, TOKEN);
        awaitKeys();
        for (AuthenticationOutcome outcome : List.of(bearer(), basic(), cachedJwt(), digest())) {
            requireAccepted(outcome);
        }
    }

    private Authenticator create(AuthenticatorProvider provider, InboundAuthentication settings) {
        return provider.create(new AuthenticatorContext(ADAPTER, settings, engine.context()));
    }

    private BenchmarkRequest request(String authorization) {
        EventLoop eventLoop = eventLoops.next();
        return BenchmarkRequest.with(eventLoop, authorization);
    }

    private void awaitKeys() throws TimeoutException {
        oauth2.start();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (cachedJwt() instanceof Unavailable) {
            if (System.nanoTime() > end) {
                throw new TimeoutException("the authorization server's keys were not fetched");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
    }

    private static void requireAccepted(AuthenticationOutcome outcome) {
        if (!(outcome instanceof Accepted)) {
            throw new IllegalStateException("refused: " + outcome);
        }
    }

    /** Closes what {@link #make} opened. */
    @TearDown
    public void close() {
        oauth2.close();
        server.close();
        engine.close();
        eventLoops.shutdownGracefully();
    }

    private static AuthenticationOutcome judge(Authenticator authenticator, BenchmarkRequest request) {
        AuthenticationOutcome[] outcome = new AuthenticationOutcome[1];
        authenticator.authenticate(request, judged -> outcome[0] = judged);
        return outcome[0];
    }

    /** The right bearer token. */
    @Benchmark
    public AuthenticationOutcome bearer() {
        return judge(bearer, bearerRequest);
    }

    /** A wrong bearer token. */
    @Benchmark
    public AuthenticationOutcome wrongBearer() {
        return judge(bearer, wrongRequest);
    }

    /** The right user name and password. */
    @Benchmark
    public AuthenticationOutcome basic() {
        return judge(basic, basicRequest);
    }

    /** A JWT that was verified before. */
    @Benchmark
    public AuthenticationOutcome cachedJwt() {
        return judge(oauth2, jwtRequest);
    }

    /** What {@link #digest} costs on the client's side alone: the request with its answer. */
    @Benchmark
    public InboundRequest digestClient() {
        return request(digestClient.field());
    }

    /** The right answer to a challenge, made by the client of {@link #digestClient}; a new challenge when one is over. */
    @Benchmark
    public AuthenticationOutcome digest() {
        AuthenticationOutcome outcome = judge(digest, request(digestClient.field()));
        if (outcome instanceof Refused refused) {
            digestClient.accept(refused.challenges().get(0));
            outcome = judge(digest, request(digestClient.field()));
        }
        return outcome;
    }
}
