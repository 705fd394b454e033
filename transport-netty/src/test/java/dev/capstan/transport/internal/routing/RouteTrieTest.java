package dev.capstan.transport.internal.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.capstan.document.syntax.PathTemplate;
import dev.capstan.transport.ExchangeHandler;
import dev.capstan.transport.Route;
import dev.capstan.transport.TestServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouteTrieTest {
    private static final ExchangeHandler NOBODY = (exchange, match) -> {};

    private static Route route(String method, String path) {
        return TestServer.route(method, path, NOBODY, false);
    }

    private static RouteTrie trie(List<Route> routes) {
        RouteTrie.Builder builder = new RouteTrie.Builder();
        RouteShare nobody = new RouteShare(TestServer.OWNER, List.of(), false);
        routes.forEach(route -> builder.add(new ServedRoute(route, nobody)));
        return builder.build();
    }

    /** The path of the route that answers and the values of its placeholders, such as {@code /a/{x} [1]}. */
    private static String find(RouteTrie trie, String method, String path) {
        RequestPath parsed = RequestPath.parse(path);
        if (parsed == null) {
            return "malformed";
        }
        RouteSearch search = trie.find(method, parsed);
        return search.route() == null
                ? "none " + search.allowed()
                : search.route().route().path() + " " + values(search);
    }

    private static List<String> values(RouteSearch search) {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < search.route().route().path().placeholders().size(); i++) {
            values.add(search.value(i));
        }
        return values;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            /a/{x}            | /a/1              | [1]
            /a/{x}            | /a/1/             | [1]
            /a/{x}/           | /a/1              | [1]
            /a/{x}            | /a/%2Fb           | [/b]
            /a/{x}            | /a/..             | [..]
            /a/{x}            | /a/%2e%2e%2f..    | [../..]
            /a/{x}            | /a/%C3%A9         | [é]
            /a/{x}            | /a/x%00y          | [x\u0000y]
            /a/{x}            | /a/               | none
            /a/{x}            | /a//              | none
            /a//{x}           | /a//1             | [1]
            /a//{x}           | /a/1              | none
            /v1/v1/services   | /v1/v1/services   | []
            /v1/v1/services   | /v1/services      | none
            /a%20b            | /a%20b            | []
            /{id}.json        | /a.b.json         | [a.b]
            /{id}.json        | /.json            | none
            /{id}:verb        | /7:verb           | [7]
            /{id}:verb        | /7%3Averb         | [7]
            /f(x='{y}')       | /f(x='1')         | [1]
            /f(x='{y}')       | /f(x=%271%27)     | [1]
            /f(x='{y}')       | /f(x='')          | none
            /{a}-{b}          | /1-2-3            | [1, 2-3]
            /{a}-{b}          | /1-               | none
            /{a}{b}           | /xyz              | [x, yz]
            /{a}{b}           | /x                | none
            /{{a}}/b/{c}      | /1/b/2            | [1, 2]
            a/{x}             | /a/1              | [1]
            /                 | /                 | []
            /                 | //                | none
            /A                | /a                | none
            """)
    void aPathMatchesAsItIsWritten(String template, String path, String expected) {
        String found = find(trie(List.of(route("GET", template))), "GET", path);
        assertThat(found).isEqualTo(expected.equals("none") ? "none []" : template + " " + expected.translateEscapes());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/%", "/%4", "/%zz", "/%C3", "/%C0%AF", "/%ED%A0%80", "/a/%FF/b", "/%\u0661\u0661"})
    void malformedEscapesAreNotGuessedAt(String path) {
        assertThat(RequestPath.parse(path)).isNull();
    }

    @Test
    void theLeftmostLiteralWinsAndTheSearchGoesBack() {
        RouteTrie trie = trie(List.of(
                route("GET", "/{a}/x/y"),
                route("GET", "/b/{c}/z"),
                route("GET", "/b/{c}.json/{d}"),
                route("GET", "/b/me/z"),
                route("POST", "/b/{c}/z"),
                route("GET", "/{a}/{b}/{c}")));
        assertThat(find(trie, "GET", "/b/me/z")).isEqualTo("/b/me/z []");
        assertThat(find(trie, "POST", "/b/me/z")).isEqualTo("/b/{c}/z [me]");
        assertThat(find(trie, "GET", "/b/x/z")).isEqualTo("/b/{c}/z [x]");
        assertThat(find(trie, "GET", "/b/x/y")).isEqualTo("/{a}/x/y [b]");
        assertThat(find(trie, "GET", "/b/q.json/z")).isEqualTo("/b/{c}.json/{d} [q, z]");
        assertThat(find(trie, "GET", "/b/q/r")).isEqualTo("/{a}/{b}/{c} [b, q, r]");
        assertThat(find(trie, "PUT", "/b/me/z")).isEqualTo("none [GET, HEAD, OPTIONS, POST]");
    }

    @Test
    void ofPatternsTheOneWithMoreTextGoesFirst() {
        RouteTrie trie = trie(
                List.of(route("GET", "/{id}.{format}"), route("GET", "/{id}.json"), route("GET", "/report-{id}.json")));
        assertThat(find(trie, "GET", "/report-1.json")).isEqualTo("/report-{id}.json [1]");
        assertThat(find(trie, "GET", "/x.json")).isEqualTo("/{id}.json [x]");
        assertThat(find(trie, "GET", "/x.xml")).isEqualTo("/{id}.{format} [x, xml]");
    }

    @Test
    void aRouteForEveryMethodTakesWhatNoOtherTakes() {
        RouteTrie trie = trie(List.of(route(null, "/m"), route("GET", "/m")));
        assertThat(trie.find("GET", RequestPath.parse("/m")).route().route().method())
                .isEqualTo("GET");
        assertThat(trie.find("HEAD", RequestPath.parse("/m")).route().route().method())
                .isEqualTo("GET");
        assertThat(trie.find("POST", RequestPath.parse("/m")).route().route().method())
                .isNull();
    }

    @Test
    void manyLiteralsAreAllFound() {
        List<Route> routes = new ArrayList<>();
        for (int i = 0; i < 5000; i++) {
            routes.add(route("GET", "/s" + i + "/{x}"));
        }
        RouteTrie trie = trie(routes);
        for (int i = 0; i < 5000; i++) {
            assertThat(find(trie, "GET", "/s" + i + "/v")).isEqualTo("/s" + i + "/{x} [v]");
        }
        assertThat(find(trie, "GET", "/s5000/v")).isEqualTo("none []");
    }

    /** Seeded, so that a failure can be repeated. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void agreesWithTryingEveryRoute(long seed) {
        Random random = new Random(seed);
        List<Route> routes = new ArrayList<>();
        List<String> known = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            Route route = route(pick(random, "GET", "POST", "HEAD"), randomTemplate(random));
            if (!known.contains(key(route))) {
                known.add(key(route));
                routes.add(route);
            }
        }
        RouteTrie trie = trie(routes);
        NaiveRouter naive = new NaiveRouter(routes);
        int matched = 0;
        for (int i = 0; i < 2000; i++) {
            String method = pick(random, "GET", "POST", "HEAD", "PUT");
            String path = randomPath(random);
            NaiveRouter.Match expected = naive.find(method, path);
            RouteSearch found = trie.find(method, RequestPath.parse(path));
            assertThat(found.route() == null ? null : found.route().route())
                    .as("%s %s", method, path)
                    .isSameAs(expected == null ? null : expected.route());
            if (expected != null) {
                matched++;
                assertThat(values(found)).as("%s %s", method, path).isEqualTo(expected.values());
            }
        }
        assertThat(matched).isGreaterThan(100);
    }

    private static String key(Route route) {
        return route.method()
                + RouteTrie.Builder.shape(route).hashCode()
                + PathTemplate.parse(route.path().text()).shape();
    }

    private static String randomTemplate(Random random) {
        StringBuilder path = new StringBuilder();
        int segments = random.nextInt(4);
        for (int i = 0; i < segments; i++) {
            path.append('/')
                    .append(pick(
                            random,
                            "a",
                            "b",
                            "ab",
                            "{x}",
                            "{x}",
                            "{x}-{y}",
                            "{x}{y}",
                            "{x}.b",
                            "a.{x}",
                            "a{x}b{y}",
                            ""));
        }
        return path.append(random.nextInt(4) == 0 ? "/" : "").toString();
    }

    private static String randomPath(Random random) {
        StringBuilder path = new StringBuilder("/");
        int segments = random.nextInt(4);
        for (int i = 0; i < segments; i++) {
            for (int length = random.nextInt(4); length >= 0; length--) {
                path.append(pick(random, "a", "b", "-", ".", "", "%2F", "%61", "a"));
            }
            path.append(i < segments - 1 || random.nextInt(4) == 0 ? "/" : "");
        }
        return path.toString();
    }

    private static String pick(Random random, String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private static Route rest(String method, String path) {
        return new Route(method, PathTemplate.parse(path), NOBODY, false, true, "a.yaml:1:1");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            GET    | /p             | /p/{rest} []
            GET    | /p/            | /p/{rest} []
            GET    | /p/a           | /p/{rest} [a]
            PUT    | /p/a/b/c       | /p/{rest} [a/b/c]
            GET    | /p/a/          | /p/{rest} [a/]
            GET    | /p//a//b       | /p/{rest} [/a//b]
            GET    | /p/a%2Fb/%20   | /p/{rest} [a%2Fb/%20]
            GET    | /p/%2e%2e/x    | /p/{rest} [%2e%2e/x]
            GET    | /%70/x%2Fy     | /p/{rest} [x%2Fy]
            GET    | /p/known       | /p/known []
            POST   | /p/known       | /p/{rest} [known]
            GET    | /p/7/parts     | /p/{id}/parts []
            GET    | /p/7/parts/x   | /p/{rest} [7/parts/x]
            GET    | /q/1/a/b       | /q/{x}/{rest} [a/b]
            GET    | /q/1           | /q/{x}/{rest} []
            GET    | /q             | none []
            GET    | /other         | none []
            """)
    void aRouteMayTakeTheRestOfThePathAsItWasSent(String method, String path, String expected) {
        RouteTrie trie = trie(List.of(
                rest(null, "/p/{rest}"),
                route("GET", "/p/known"),
                route("GET", "/p/{id}/parts"),
                rest(null, "/q/{x}/{rest}")));
        RouteSearch search = trie.find(method, RequestPath.parse(path));

        assertThat(
                        search.route() == null
                                ? "none " + search.allowed()
                                : search.route().route().path() + " [" + search.rest() + "]")
                .isEqualTo(expected);
    }
}
