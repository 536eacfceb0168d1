import type { ReactNode } from "react";
import { Failure, Loading } from "../../shell/States";

interface Asked<T> { data: T | undefined; isPending: boolean; isError: boolean; error: unknown; isPlaceholderData?: boolean; refetch: () => unknown }

/** What was asked for, once it is there; what was there before stays visible under an error. `isPage`: an unknown id is an unknown page. */
export function Loaded<T>({ of, isPage, children }: { of: Asked<T>; isPage?: boolean; children: (data: T) => ReactNode }) {
  const failure = of.isError && <Failure isPage={isPage} error={of.error} retry={() => void of.refetch()} />;
  if (of.data === undefined) return failure || <Loading />;
  return <>{failure}<div className="fw-stack" aria-busy={of.isPlaceholderData}>{children(of.data)}</div></>;
}
