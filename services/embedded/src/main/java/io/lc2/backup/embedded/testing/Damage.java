package io.lc2.backup.embedded.testing;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** Makes damaged inputs of sound ones: as disks, networks and people do it. */
final class Damage {

    /** Counts and lengths as formats write them: variable-length, fixed, negative, far too large. */
    private static final List<byte[]> LENGTHS = List.of(
            new byte[] {(byte) 0xfe, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x0f},
            new byte[] {(byte) 0x80, (byte) 0x80, (byte) 0x80, (byte) 0x80, 0x08},
            new byte[] {-1, -1, -1, -1, -1, -1, -1, -1, -1, 1},
            new byte[] {(byte) 0xfe, -1, -1, -1, -1, -1, -1, -1, -1, 1},
            new byte[] {0x7f, -1, -1, -1},
            new byte[] {-1, -1, -1, -1},
            new byte[] {0, 0, 0, 0, 0, 0, 0, 0},
            new byte[] {1},
            new byte[] {2});

    private static final int MOST_CHANGES = 4;
    private static final int LONGEST_GARBAGE = 300;

    private final RandomGenerator random;
    private final List<byte[]> sound;

    Damage(RandomGenerator random, List<byte[]> sound) {
        this.random = random;
        this.sound = sound;
    }

    byte[] next() {
        byte[] bytes = any().clone();
        int changes = 1 + random.nextInt(MOST_CHANGES);
        for (int i = 0; i < changes; i++) {
            bytes = change(bytes);
        }
        return bytes;
    }

    private byte[] change(byte[] bytes) {
        if (bytes.length == 0) {
            return garbage();
        }
        int at = random.nextInt(bytes.length);
        return switch (random.nextInt(9)) {
            case 0, 1 -> flipped(bytes, at);
            case 2 -> replaced(bytes, at, 1, new byte[] {(byte) random.nextInt()});
            case 3 -> Arrays.copyOf(bytes, at);
            case 4 -> replaced(bytes, at, random.nextInt(8), LENGTHS.get(random.nextInt(LENGTHS.size())));
            case 5 -> replaced(bytes, at, random.nextInt(bytes.length - at + 1), new byte[0]);
            case 6 -> replaced(bytes, at, 0, part(any()));
            case 7 -> replaced(bytes, at, bytes.length - at, part(any()));
            default -> replaced(bytes, at, random.nextInt(4), garbage());
        };
    }

    private static byte[] replaced(byte[] bytes, int at, int length, byte[] with) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length + with.length);
        out.write(bytes, 0, at);
        out.writeBytes(with);
        int after = Math.min(bytes.length, at + length);
        out.write(bytes, after, bytes.length - after);
        return out.toByteArray();
    }

    private byte[] flipped(byte[] bytes, int at) {
        bytes[at] ^= (byte) (1 << random.nextInt(Byte.SIZE));
        return bytes;
    }

    private byte[] part(byte[] bytes) {
        int from = random.nextInt(bytes.length + 1);
        return Arrays.copyOfRange(bytes, from, from + random.nextInt(bytes.length - from + 1));
    }

    private byte[] garbage() {
        byte[] garbage = new byte[random.nextInt(LONGEST_GARBAGE)];
        random.nextBytes(garbage);
        return garbage;
    }

    private byte[] any() {
        return sound.get(random.nextInt(sound.size()));
    }
}
