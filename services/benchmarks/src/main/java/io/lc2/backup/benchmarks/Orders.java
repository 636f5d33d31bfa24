package io.lc2.backup.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** The other end of {@link Child}. */
final class Orders {

    private Orders() {}

    /** Carries out one order. */
    interface Service {

        /**
         * Figures with blanks between them.
         *
         * @param words of the order
         */
        String serve(String[] words) throws IOException;
    }

    /** Serves orders until the input ends. */
    static void serve(Service service) throws IOException {
        try (BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line = orders.readLine(); line != null; line = orders.readLine()) {
                // Standard output is the way back to the process that asks.
                System.out.println(service.serve(line.split(" ")));
            }
        }
    }
}
