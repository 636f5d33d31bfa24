package io.lc2.backup.local.postgres;

import io.lc2.backup.executor.artifacts.ArtifactReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;

/** Says after each read how far an artifact has been read. Large reads only. */
final class ReportingInputStream extends InputStream {

    private final ArtifactReader source;
    private final Consumer<ArtifactReader> report;

    ReportingInputStream(ArtifactReader source, Consumer<ArtifactReader> report) {
        this.source = source;
        this.report = report;
    }

    @Override
    public int read() throws IOException {
        return source.read();
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int count = source.read(bytes, offset, length);
        report.accept(source);
        return count;
    }
}
