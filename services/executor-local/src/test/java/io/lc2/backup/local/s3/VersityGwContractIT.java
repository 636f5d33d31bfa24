package io.lc2.backup.local.s3;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** A second opinion, where the program is installed. */
@EnabledIf(value = "isInstalled", disabledReason = "versitygw is neither in PATH nor in the bin folder of Go")
class VersityGwContractIT extends S3ContractIT {

    @TempDir
    static Path dataDir;

    private VersityGw server;

    static boolean isInstalled() {
        return VersityGw.find().isPresent();
    }

    @Override
    void startServer() {
        server = VersityGw.start(dataDir);
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
        return "us-east-1";
    }

    /** It keeps objects as files, without another place for keys that cannot be paths. */
    @Override
    List<String> keysOfServer(List<String> all) {
        return all.stream().filter(PathKeys::isPath).toList();
    }

    @Override
    S3Credentials credentials() {
        return server.credentials();
    }

    /** It looks whether the key is free, writes, and takes the place of what appeared meanwhile. */
    @Override
    boolean refusesLikeS3() {
        return false;
    }
}
