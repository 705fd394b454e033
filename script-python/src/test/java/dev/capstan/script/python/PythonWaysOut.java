package dev.capstan.script.python;

import static dev.capstan.testkit.WayOut.refused;

import dev.capstan.testkit.ConfinedScriptRunnerContract.Host;
import dev.capstan.testkit.WayOut;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/** What scripts in Python may try to reach the host. */
final class PythonWaysOut {
    private static final JsonMapper JSON = new JsonMapper();

    private PythonWaysOut() {}

    static List<WayOut> each(Host host) throws IOException {
        String secret = JSON.writeValueAsString(host.secret());
        String marker = JSON.writeValueAsString(host.marker());
        Path folder = Path.of(host.secret()).getParent();
        Files.writeString(folder.resolve("outside.py"), "");
        String command = JSON.writeValueAsString("touch " + host.marker());
        return List.of(
                refused("open", "open(" + secret + ").read()"),
                refused("open to write", "open(" + marker + ", 'w')"),
                refused("io.FileIO", "__import__('io').FileIO(" + secret + ").read()"),
                refused("io.open_code", "__import__('io').open_code(" + secret + ").read()"),
                refused("pathlib", "__import__('pathlib').Path(" + secret + ").read_text()"),
                refused("os.open", "__import__('os').open(" + marker + ", 64)"),
                refused("os.listdir", "__import__('os').listdir('/')"),
                refused("os.scandir", "list(__import__('os').scandir('/'))"),
                refused("os.stat", "__import__('os').stat(" + secret + ")"),
                refused("os.mkdir", "__import__('os').mkdir(" + marker + ")"),
                refused("os.rename", "__import__('os').rename(" + secret + ", " + marker + ")"),
                refused("os.symlink", "__import__('os').symlink(" + secret + ", " + marker + ")"),
                new WayOut("os.path.exists", "__import__('os').path.exists(" + secret + ")", "False"),
                new WayOut("os.environ", "sorted(__import__('os').environ)", "\\['UNSAFE_PYO3_SKIP_VERSION_CHECK'\\]|\\[\\]"),
                new WayOut("os.getenv", "__import__('os').getenv('PATH')", "None"),
                new WayOut("os.read of the standard input", "__import__('os').read(0, 10)", "b''"),
                new WayOut("os.write to the standard output", "__import__('os').write(1, b'x')", "1"),
                refused("os.popen", "__import__('os').popen(" + command + ").read()"),
                refused("os.execv", "__import__('os').execv('/bin/sh', ['sh', '-c', " + command + "])"),
                refused("os.fork", "__import__('os').fork()"),
                refused("os.posix_spawn", "__import__('os').posix_spawn('/bin/sh', ['sh'], {})"),
                refused("os.kill", "__import__('os').kill(1, 9)"),
                refused("importlib", "__import__('importlib').import_module('os').popen(" + command + ").read()"),
                refused("sys.modules", "__import__('sys').modules['posix'].open(" + secret + ", 0)"),
                refused("the builtins by globals", "globals()['__builtins__'].open(" + secret + ")"),
                refused("a subclass that reads files",
                        "[c for c in ().__class__.__base__.__subclasses__() if c.__name__ == '_IOBase'][0]"
                                + ".__subclasses__()[0].__subclasses__()[0](" + secret + ").read()"),
                refused("a loader's get_data",
                        "__import__('importlib.machinery').machinery.SourceFileLoader('x', " + secret + ").get_data(" + secret + ")"),
                refused("an import from a folder",
                        "(__import__('sys').path.insert(0, " + JSON.writeValueAsString(folder.toString()) + "), __import__('outside'))"),
                refused("zipimport", "__import__('zipimport').zipimporter(" + secret + ")"),
                refused("subprocess", "__import__('subprocess').check_output(['sh', '-c', " + command + "])"),
                refused("subprocess with a shell", "__import__('subprocess').run(" + command + ", shell=True)"),
                refused("_posixsubprocess", "__import__('_posixsubprocess').fork_exec()"),
                refused("ctypes", "__import__('ctypes').CDLL(None)"),
                refused("cffi", "__import__('_cffi_backend')"),
                refused("java.type", "__import__('java').type('java.lang.System').getenv()"),
                refused("java.lang", "__import__('java.lang.System').lang.System.getenv()"),
                refused("java.add_to_classpath", "__import__('java').add_to_classpath('/tmp')"),
                refused("polyglot.eval", "__import__('polyglot').eval(language='js', string='1')"),
                refused("polyglot.eval of a file", "__import__('polyglot').eval(language='python', path=" + secret + ")"),
                refused("polyglot.import_value", "__import__('polyglot').import_value('x')"),
                refused("polyglot.export_value", "__import__('polyglot').export_value('x', 1)"),
                refused("the engine's own module", "__import__('__graalpython__').java_extend"),
                refused("eval in eval", "eval(\"eval('open(1234)')\")"),
                refused("compile", "eval(compile('open(' + repr(" + secret + ") + ')', 'x', 'eval'))"),
                refused("input", "input()"),
                new WayOut("the host's name", "__import__('socket').gethostname()", ""
                        + "\\s*"),
                refused("glob", "__import__('glob').glob('/*')[0]"),
                refused("shutil", "__import__('shutil').copy(" + secret + ", " + marker + ")"),
                refused("sqlite3", "__import__('sqlite3').connect(" + marker + ")"),
                refused("the frames of callers", "__import__('sys')._getframe(9)"),
                refused("gc.get_objects", "__import__('gc').get_objects()"));
    }

    static String tryAll(List<WayOut> ways) {
        return ways.stream()
                .map(way -> "attempt(" + JSON.writeValueAsString(way.name()) + ", " + JSON.writeValueAsString(way.code()) + ")\n")
                .collect(Collectors.joining(
                        "",
                        """
                        result = {}
                        def attempt(name, code):
                            try:
                                result[name] = 'got: ' + str(eval(code))
                            except BaseException as reason:
                                result[name] = 'refused: ' + type(reason).__name__
                        """,
                        ""));
    }

    static Map<String, String> endings(Host host) {
        String server = "('127.0.0.1', " + host.port() + ")";
        return Map.ofEntries(
                Map.entry("os.system", "import os\nos.system(" + JSON.writeValueAsString("touch " + host.marker()) + ")\nresult = 'refused'"),
                Map.entry("os.remove", "import os\nos.remove(" + JSON.writeValueAsString(host.secret()) + ")"),
                Map.entry("os.chdir", "import os\nos.chdir('/')"),
                Map.entry("_ctypes", "import _ctypes\n_ctypes.dlopen('libc.so.6', 0)"),
                Map.entry("mmap", "import mmap\nmmap.mmap(0, 10)"),
                Map.entry("a class's subclasses", "import os\n"
                        + "[c for c in ().__class__.__base__.__subclasses__() if c.__name__ == '_wrap_close'][0]"
                        + ".__init__.__globals__['system'](" + JSON.writeValueAsString("touch " + host.marker()) + ")\nresult = 'refused'"),
                Map.entry("pickle", "import pickle\npickle.loads(b\"cposix\\nsystem\\n(S'touch " + host.marker() + "'\\ntR.\")"
                        + "\nresult = 'refused'"),
                Map.entry("a socket", "import socket\nsocket.create_connection(" + server + ")"),
                Map.entry("_socket", "import _socket\n_socket.socket().connect(" + server + ")"),
                Map.entry("a look-up of a name", "import socket\nsocket.getaddrinfo('localhost', 80)"),
                Map.entry("a thread", "import threading\nthreading.Thread(target=print).start()"),
                Map.entry("_thread", "import _thread\n_thread.start_new_thread(print, ())"),
                Map.entry("os.getcwd", "import os\nresult = os.getcwd()"),
                Map.entry("tempfile", "import tempfile\nresult = tempfile.mkdtemp()"),
                Map.entry("a signal", "import signal\nsignal.raise_signal(9)"),
                Map.entry("sys.exit", "import sys\nsys.exit(3)"),
                Map.entry("os._exit", "import os\nos._exit(3)"),
                Map.entry("a message with the library's folder", "import sys\nopen(sys.prefix + '/x')"),
                Map.entry("work at the end", "import atexit\natexit.register(lambda: open("
                        + JSON.writeValueAsString(host.marker()) + ", 'w'))\nresult = 'refused'"));
    }
}
