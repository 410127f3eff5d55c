package dev.tabletalk;

import dev.tabletalk.adapter.persistence.KeyRotation;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The program. */
@SpringBootApplication
public class Tabletalk {
    /**
     * How many virtual threads run at a time. A call of SQLite holds its carrier while the disk is written, so as many more as
     * there are processors keep the others going.
     */
    private static final String CARRIERS = "jdk.virtualThreadScheduler.parallelism";

    private static final String ROTATE_KEY = "--rotate-key";

    public static void main(String[] arguments) {
        if (List.of(arguments).contains(ROTATE_KEY)) {
            System.exit(rotateKey());
        }
        if (System.getProperty(CARRIERS) == null) {
            System.setProperty(CARRIERS, String.valueOf(2 * Runtime.getRuntime().availableProcessors()));
        }
        SpringApplication application = new SpringApplication(Tabletalk.class);
        application.setDefaultProperties(Home.defaults(System.getProperty("os.name"), System.getenv()));
        application.run(arguments);
    }

    /** @return the exit code */
    private static int rotateKey() {
        try {
            KeyRotation.rotate(Home.chosen(System.getProperty("os.name"), System.getenv()))
                    .forEach(System.out::println);
            return 0;
        } catch (IllegalStateException refused) {
            System.err.println(refused.getMessage());
            return 1;
        }
    }
}
