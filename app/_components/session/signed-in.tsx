import { Suspense, type ReactNode } from "react";
import { getAuth, type User } from "@/lib/auth";

type SignedInProps = {
  children: ReactNode | ((user: User) => ReactNode);
  /** For guests, in the same Suspense boundary. */
  otherwise?: ReactNode;
  /** Shown while the session is being read, and when the database does not answer. */
  fallback?: ReactNode;
};

/** Renders its children for signed-in users. Presentational only: it is not an access check. */
export function SignedIn(props: SignedInProps) {
  return (
    <Suspense fallback={props.fallback}>
      <Choice {...props} />
    </Suspense>
  );
}

/** Renders its children for guests. */
export function SignedOut({ children, fallback }: { children: ReactNode; fallback?: ReactNode }) {
  return (
    <SignedIn otherwise={children} fallback={fallback}>
      {null}
    </SignedIn>
  );
}

async function Choice({ children, otherwise, fallback }: SignedInProps) {
  const auth = await getAuth();
  if (auth.status === "unavailable") return fallback;
  if (auth.status === "guest") return otherwise;
  return typeof children === "function" ? children(auth.user) : children;
}
