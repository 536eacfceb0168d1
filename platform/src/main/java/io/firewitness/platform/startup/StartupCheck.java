package io.firewitness.platform.startup;

import java.util.List;

/** One thing a service checks about its own configuration before it takes requests. Beans of this type are found by CDI. */
public interface StartupCheck {
    /** What is unsafe and how to fix it, one sentence each; empty where all is well. */
    List<String> findings();
}
