package dev.tabletalk;

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

    public static void main(String[] arguments) {
        if (System.getProperty(CARRIERS) == null) {
            System.setProperty(CARRIERS, String.valueOf(2 * Runtime.getRuntime().availableProcessors()));
        }
        SpringApplication application = new SpringApplication(Tabletalk.class);
        application.setDefaultProperties(Home.defaults(System.getProperty("os.name"), System.getenv()));
        application.run(arguments);
    }
}
