package dev.tabletalk;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The program. */
@SpringBootApplication
public class Tabletalk {
    public static void main(String[] arguments) {
        SpringApplication application = new SpringApplication(Tabletalk.class);
        application.setDefaultProperties(Home.defaults(System.getProperty("os.name"), System.getenv()));
        application.run(arguments);
    }
}
