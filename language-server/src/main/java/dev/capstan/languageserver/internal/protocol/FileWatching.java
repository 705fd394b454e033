package dev.capstan.languageserver.internal.protocol;

import org.eclipse.lsp4j.DidChangeConfigurationParams;
import org.eclipse.lsp4j.DidChangeWatchedFilesParams;
import org.eclipse.lsp4j.services.WorkspaceService;

/** What editors tell of files that are not open. */
final class FileWatching implements WorkspaceService {
    private final Analysis analysis;

    FileWatching(Analysis analysis) {
        this.analysis = analysis;
    }

    @Override
    public void didChangeConfiguration(DidChangeConfigurationParams params) {
        // Everything that can be configured is in files.
    }

    @Override
    public void didChangeWatchedFiles(DidChangeWatchedFilesParams params) {
        analysis.refresh();
    }
}
