/** Makes the sample database "Bean &amp; Leaf", a coffee and tea shop. */
@NullMarked
package dev.tabletalk.adapter.jdbc.sample;

import org.jspecify.annotations.NullMarked;
