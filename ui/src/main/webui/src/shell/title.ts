import { useEffect } from "react";

/** The tab's title; what tells this page from others stands first. */
export function useTitle(title: string | undefined) {
  useEffect(() => { if (title) document.title = `${title} – Firewitness`; }, [title]);
}
