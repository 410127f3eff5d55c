package dev.tabletalk.benchmark.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ThreadNamesTest {
    @Test
    void namesTheThreadsOfJavaButNotTheCompilers() {
        String dump = """
                Full thread dump OpenJDK 64-Bit Server VM (25+36-LTS mixed mode, sharing):

                "main" #3 [4711] prio=5 os_prio=0 cpu=7.70ms elapsed=0.07s tid=0x01 nid=1 waiting [0x0]
                   java.lang.Thread.State: RUNNABLE
                "a \\"quoted\\" #1 name" #30 [4712] daemon prio=5 tid=0x02 nid=2 runnable
                "C2 CompilerThread0" #10 [4713] daemon prio=9 os_prio=0 tid=0x03 nid=3 waiting on condition
                "VM Thread" os_prio=0 cpu=1.14ms elapsed=0.07s tid=0x04 nid=4 runnable
                """;
        assertThat(ThreadNames.in(dump)).containsExactly("a \\\"quoted\\\" #1 name", "main");
    }
}
