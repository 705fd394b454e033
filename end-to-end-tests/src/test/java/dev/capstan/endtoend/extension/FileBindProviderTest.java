package dev.capstan.endtoend.extension;

import dev.capstan.testkit.bind.BindProviderContract;
import java.io.IOException;
import java.nio.file.Files;

class FileBindProviderTest extends BindProviderContract {
    @Override
    protected String scheme() {
        return "file";
    }

    @Override
    protected String location() throws IOException {
        Files.writeString(folder.resolve("secrets.env"), key() + "=\"" + secret() + "\"\n");
        return "file:///./secrets.env";
    }

    @Override
    protected String missingLocation() {
        return "file:///./none.env";
    }
}
