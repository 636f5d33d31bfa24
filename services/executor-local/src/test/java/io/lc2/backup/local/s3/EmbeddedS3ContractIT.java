package io.lc2.backup.local.s3;

import io.lc2.backup.embedded.EmbeddedS3;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedS3ContractIT extends S3ContractIT {

    @TempDir
    static Path dataDir;

    private EmbeddedS3 server;

    @Override
    void startServer() {
        server = EmbeddedS3.start(dataDir);
    }

    @Override
    void stopServer() {
        server.close();
    }

    @Override
    URI endpoint() {
        return server.endpoint();
    }

    @Override
    String region() {
        return server.region();
    }

    /** It keeps objects as files, without another place for keys that cannot be paths. */
    @Override
    List<String> keysOfServer(List<String> all) {
        return all.stream().filter(PathKeys::isPath).toList();
    }

    @Override
    boolean ordersLikeS3() {
        return false;
    }

    @Override
    S3Credentials credentials() {
        return new S3Credentials(server.accessKey(), server.secretKey());
    }
}
