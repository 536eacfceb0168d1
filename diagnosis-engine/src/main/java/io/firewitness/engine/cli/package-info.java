/** The command line: {@code diagnose [--format text|json] [--rules FILE] FILE...}. Begin at {@link io.firewitness.engine.cli.Diagnose}. */
package io.firewitness.engine.cli;
