import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { useLocation } from "react-router";
import { get } from "../../api";
import { language } from "../../i18n";
import { type List, queryOf } from "./model";

type Parameters = Record<string, string | null | undefined>;

// Knowledge changes with a release, not while somebody reads.
const STALE_AFTER = 10 * 60_000;

/** An answer of the knowledge-service in the reader's language; what was shown stays until the next answer is there. */
export function useKnowledge<T>(path: string, parameters: Parameters = {}, enabled = true) {
  const { i18n } = useTranslation();
  const query = queryOf({ ...parameters, lang: parameters.lang ?? i18n.language });
  return useQuery({
    queryKey: ["knowledge", path, query],
    queryFn: () => get<T>(`/knowledge/v1/${path}?${query}`),
    enabled,
    staleTime: STALE_AFTER,
    placeholderData: keepPreviousData,
  });
}

/** A long list, page after page. */
export function useKnowledgePages<T>(path: string, parameters: Parameters, enabled = true) {
  const { i18n } = useTranslation();
  const query = queryOf({ ...parameters, lang: i18n.language });
  return useInfiniteQuery({
    queryKey: ["knowledge", path, "pages", query],
    queryFn: ({ pageParam }) => get<List<T>>(`/knowledge/v1/${path}?${query}${pageParam ? `&cursor=${pageParam}` : ""}`),
    initialPageParam: "",
    getNextPageParam: (page) => page.next ?? undefined,
    enabled,
    staleTime: STALE_AFTER,
    placeholderData: keepPreviousData,
  });
}

/** The id after # in the address; empty for none. */
export function useTarget(): string {
  const { hash } = useLocation();
  try {
    return decodeURIComponent(hash.slice(1));
  } catch {
    return "";
  }
}

/** Brings what the address names into view, and the keyboard with it, once it is there. */
export function useScrollToTarget(isReady: boolean) {
  const target = useTarget();
  useEffect(() => {
    if (!isReady || !target) return;
    // After the shell has put a new page to its top.
    const frame = requestAnimationFrame(() => {
      const element = document.getElementById(target);
      for (let around = element?.parentElement; around; around = around.parentElement) if (around instanceof HTMLDetailsElement) around.open = true;
      element?.scrollIntoView({ block: "center" });
      element?.focus({ preventScroll: true });
    });
    return () => cancelAnimationFrame(frame);
  }, [isReady, target]);
}

/** For the name of a language in the reader's own. */
export function languageName(tag: string): string {
  return new Intl.DisplayNames([language()], { type: "language" }).of(tag) ?? tag;
}
