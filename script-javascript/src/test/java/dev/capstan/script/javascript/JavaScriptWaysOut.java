package dev.capstan.script.javascript;

import static dev.capstan.testkit.WayOut.refused;

import dev.capstan.testkit.ConfinedScriptRunnerContract.Host;
import dev.capstan.testkit.WayOut;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/** What scripts in JavaScript may try to reach the host. */
final class JavaScriptWaysOut {
    private static final JsonMapper JSON = new JsonMapper();

    private JavaScriptWaysOut() {}

    static List<WayOut> each(Host host) {
        String secret = JSON.writeValueAsString(host.secret());
        String url = JSON.writeValueAsString("file://" + host.secret());
        String server = JSON.writeValueAsString("http://127.0.0.1:" + host.port() + "/");
        return List.of(
                refused("Java.type", "Java.type('java.lang.System').getenv()"),
                refused("Java, spelt in two", "globalThis['Ja' + 'va'].type('java.lang.Runtime')"),
                refused("Java.addToClasspath", "Java.addToClasspath('/tmp')"),
                refused("Packages", "Packages.java.lang.System.getenv()"),
                refused("a Java package", "java.lang.System.getenv()"),
                refused("a Java package of others", "com.sun.management.ThreadMXBean"),
                refused("JavaImporter", "new JavaImporter(java.io)"),
                refused("Polyglot.import", "Polyglot.import('x')"),
                refused("Polyglot.eval", "Polyglot.eval('python', '1')"),
                refused("Polyglot.evalFile", "Polyglot.evalFile('js', " + secret + ")"),
                refused("Graal", "Graal.versionGraalVM"),
                refused("load", "load(" + secret + ")"),
                refused("load of a URL", "load(" + server + ")"),
                refused("loadWithNewGlobal", "loadWithNewGlobal(" + secret + ")"),
                refused("read", "read(" + secret + ")"),
                refused("readFully", "readFully(" + secret + ")"),
                refused("require", "require('fs').readFileSync(" + secret + ")"),
                refused("require through module", "module.constructor._load('fs')"),
                refused("process.env", "process.env.PATH"),
                refused("globalThis.process", "globalThis.process.mainModule"),
                refused("process.binding", "process.binding('spawn_sync')"),
                refused("quit", "quit(1)"),
                refused("exit", "exit(1)"),
                refused("import of a built-in module", "import('fs')"),
                refused("import of a file", "import(" + url + ")"),
                refused("import of a path", "import(" + secret + ")"),
                refused("import of a URL", "import(" + server + ")"),
                refused("import of data", "import('data:text/javascript,export default 1')"),
                refused("import.meta by eval", "eval('import.meta')"),
                refused("fetch", "fetch(" + server + ")"),
                refused("XMLHttpRequest", "new XMLHttpRequest()"),
                refused("WebSocket", "new WebSocket(" + server + ")"),
                refused("the global object's constructor", "this.constructor.constructor('return process')()"),
                refused("a function's constructor", "(function () {}).constructor('return Java.type(\"x\")')()"),
                refused("an arrow's constructor", "(() => 1).constructor('return load')()(" + secret + ")"),
                refused("the context's constructor", "context.constructor.constructor('return Polyglot')()"),
                refused("an async function's constructor",
                        "Object.getPrototypeOf(async function () {}).constructor('return require(\"fs\")')()"),
                refused("a generator's constructor",
                        "Object.getPrototypeOf(function* () {}).constructor('yield Java.type(\"x\")')().next()"),
                refused("eval", "eval('Java.type(\"java.lang.System\")')"),
                refused("indirect eval", "(0, eval)('load')(" + secret + ")"),
                refused("eval in eval", "eval('eval(\"require\")')"),
                refused("new Function", "new Function('return Java')()"),
                refused("getClass", "context.getClass().forName('java.lang.System')"),
                refused("class", "context.class.classLoader"),
                refused("getClass of a text", "'text'.getClass()"),
                refused("a prototype's getClass", "Object.prototype.getClass.call(context)"),
                refused("the caller of a function", "(function f() { return f.caller.constructor('return Java')(); })()"),
                refused("prepareStackTrace", "(() => { Error.prepareStackTrace = (e, frames) => frames[0].getThis().Java;"
                        + " const got = new Error('x').stack; if (typeof got !== 'object') throw got; return got; })()"),
                refused("Worker", "new Worker(" + secret + ")"),
                refused("ShadowRealm", "new ShadowRealm().importValue(" + url + ", 'x')"),
                refused("SharedArrayBuffer", "new SharedArrayBuffer(8)"),
                refused("Atomics.wait", "Atomics.wait(new Int32Array(8), 0, 0)"),
                refused("WebAssembly", "new WebAssembly.Memory({ initial: 1 })"),
                refused("Realm", "Realm.create()"),
                refused("$262", "$262.createRealm()"),
                refused("Debug", "Debug.class(context)"),
                refused("setTimeout", "setTimeout(() => 1, 0)"),
                refused("importScripts", "importScripts(" + secret + ")"),
                refused("Symbol.species of the host", "Java[Symbol.species]"),
                new WayOut("names of the global object", "Object.getOwnPropertyNames(globalThis).filter(name =>"
                        + " /^(java|pack|poly|graal|load|req|proc|read|print|quit|exit|work|shared|atom|web)/i.test(name)).join()", ""
                        + "\\s*"),
                new WayOut("the stack of an error", "new Error('x').stack", "Error: x\\n.*at .*escape:.*"),
                new WayOut("the debugger", "(() => { debugger; return 1; })()", "1"));
    }

    static String tryAll(List<WayOut> ways) {
        return ways.stream()
                .map(way -> "attempt(" + JSON.writeValueAsString(way.name()) + ", " + JSON.writeValueAsString(way.code()) + ");\n")
                .collect(Collectors.joining(
                        "",
                        """
                        const result = {};
                        function attempt(name, code) {
                          const got = value => { result[name] = 'got: ' + String(value); };
                          const refused = reason => { result[name] = 'refused: ' + String(reason); };
                          try {
                            const value = (0, eval)(code);
                            value instanceof Promise ? value.then(got, refused) : got(value);
                          } catch (reason) {
                            refused(reason);
                          }
                        }
                        """,
                        ""));
    }

    static Map<String, String> endings(Host host) {
        return Map.of(
                "an error's own message with the host's path",
                "try { load(" + JSON.writeValueAsString(host.secret()) + "); result = 'got'; } catch (e) { result = 'refused'; }",
                "a promise that is never kept",
                "result = new Promise(() => {});",
                "a getter in the result",
                "result = { get secret() { return load(" + JSON.writeValueAsString(host.secret()) + "); } };",
                "a proxy as the result",
                "result = new Proxy({}, { ownKeys() { return Java.type('java.lang.System'); } });");
    }
}
