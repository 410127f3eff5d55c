package dev.tabletalk.architecture.broken.application.left;

import dev.tabletalk.architecture.broken.application.right.Right;
import java.sql.Connection;

public interface LeftService {
    Right right();

    Connection connection();
}
