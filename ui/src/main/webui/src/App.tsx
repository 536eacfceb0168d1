import { useQuery, useQueryClient } from "@tanstack/react-query";
import { lazy, type ReactNode, Suspense, useEffect, useState } from "react";
import { Navigate, Route, Routes } from "react-router";
import { hasRole, home, onSessionExpired, session, sessionRenewed, worksOnCases } from "./api";
import { CasePage } from "./features/case/CasePage";
import { CaseList } from "./features/cases/CaseList";
import { NewCase } from "./features/newcase/NewCase";
import { SignIn } from "./features/signin/SignIn";
import { ExpiredDialog } from "./shell/ExpiredDialog";
import { Shell } from "./shell/Shell";
import { Failure, Loading, MissingRole, NotHere, SignedIn } from "./shell/States";

// The knowledge is read by the few who look something up; everybody else need not load it.
const KnowledgeRoutes = lazy(() => import("./features/knowledge/KnowledgeRoutes"));
const PacksPage = lazy(() => import("./features/platform/PacksPage"));

export function App() {
  const me = useQuery({ queryKey: ["session"], queryFn: session, staleTime: Infinity });
  const queries = useQueryClient();
  const [isExpired, setExpired] = useState(false);
  useEffect(() => onSessionExpired(() => setExpired(true)), []);
  if (me.isPending) return <Loading />;
  if (me.isError) return <Failure error={me.error} retry={() => void me.refetch()} />;
  if (!me.data) return <SignIn />;
  const forCases = (page: ReactNode) => (worksOnCases(me.data!) ? page : <MissingRole role="tenant-user" />);
  return (
    <Shell session={me.data}>
      <Routes>
        <Route path="/" element={<Navigate to={home(me.data)} replace />} />
        <Route path="/cases" element={forCases(<CaseList session={me.data} />)} />
        <Route path="/cases/new" element={forCases(<NewCase session={me.data} />)} />
        <Route path="/cases/:caseId/add" element={forCases(<NewCase session={me.data} />)} />
        <Route path="/cases/:caseId" element={forCases(<CasePage session={me.data} />)} />
        <Route
          path="/platform/packs"
          element={hasRole(me.data, "platform-admin") ? <Suspense fallback={<Loading />}><PacksPage /></Suspense> : <MissingRole role="platform-admin" />}
        />
        <Route path="/knowledge/*" element={<Suspense fallback={<Loading />}><KnowledgeRoutes session={me.data} /></Suspense>} />
        <Route path="/signed-in" element={<SignedIn />} />
        <Route path="*" element={<NotHere />} />
      </Routes>
      {isExpired && (
        <ExpiredDialog
          onRenewed={() => {
            setExpired(false);
            sessionRenewed();
            void queries.invalidateQueries();
          }}
        />
      )}
    </Shell>
  );
}
