package io.firewitness.knowledge.content;

import java.util.List;

/**
 * How to record what is missing, headers only, in a ring of files.
 *
 * @param platform windows, linux or any
 * @param command with {@code {filter}} (libpcap), {@code {pktmon}} and {@code {netsh}} for the case's addresses
 */
public record Recipe(
        String id,
        String tool,
        String platform,
        Status status,
        Localized where,
        String command,
        List<String> sources) {}
