package io.lc2.backup.chaos.fault;

import io.lc2.backup.chaos.ChaosException;
import io.lc2.backup.chaos.process.JavaProcess;
import io.lc2.backup.chaos.process.Patience;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Fills the heap of a running JVM until nothing fits any more, by an agent loaded into it. */
public final class HeapFiller {

    private static final Duration DEATH_BOUND = Duration.ofSeconds(15);

    private final Path agent;

    /**
     * Writes the agent.
     *
     * @param directory where its jar goes
     */
    public HeapFiller(Path directory) {
        this.agent = directory.resolve("heap-agent.jar");
        String path = HeapAgent.class.getName().replace('.', '/') + ".class";
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Agent-Class", HeapAgent.class.getName());
        try (InputStream bytes = HeapAgent.class.getResourceAsStream("HeapAgent.class");
                OutputStream file = Files.newOutputStream(agent);
                JarOutputStream jar = new JarOutputStream(file, manifest)) {
            if (bytes == null) {
                throw new ChaosException("The class of the agent is missing; build again");
            }
            jar.putNextEntry(new JarEntry(path));
            bytes.transferTo(jar);
            jar.closeEntry();
        } catch (IOException e) {
            throw new ChaosException("Cannot write " + agent, e);
        }
    }

    /** Fills it; says whether the process died of that. */
    boolean fill(JavaProcess victim) throws InterruptedException {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        try {
            Process loading = new ProcessBuilder(
                            jcmd.toString(), Long.toString(victim.pid()), "JVMTI.agent_load", agent.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            // Its answer is of no interest: a victim that dies meanwhile gives none.
            if (!loading.waitFor(DEATH_BOUND.toSeconds(), TimeUnit.SECONDS)) {
                loading.destroyForcibly();
            }
        } catch (IOException e) {
            throw new ChaosException("Cannot run " + jcmd + "; it comes with a JDK", e);
        }
        boolean died = Patience.await(DEATH_BOUND, () -> !victim.isAlive());
        if (died) {
            removeSocket(victim.pid());
        }
        return died;
    }

    /** What one attaches to; a process that ends like this does not remove it. */
    private static void removeSocket(long pid) {
        try {
            Files.deleteIfExists(Path.of("/tmp/.java_pid" + pid));
        } catch (IOException e) {
            throw new ChaosException("Cannot remove /tmp/.java_pid" + pid, e);
        }
    }
}
