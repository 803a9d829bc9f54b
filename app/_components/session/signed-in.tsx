import { Suspense, type ReactNode } from "react";
import type { User } from "@/lib/auth";
import { viewSession } from "@/lib/auth/session-view";

type Props = {
  children: ReactNode | ((user: User) => ReactNode);
  /** For guests, in the same hole. */
  otherwise?: ReactNode;
  /** Keeps the place until it is known who is there, and when the database does not say. */
  fallback?: ReactNode;
};

/** Shows its children to members only. It hides and guards nothing: what is private asks `requireUser()` itself. */
export function SignedIn(props: Props) {
  return (
    <Suspense fallback={props.fallback}>
      <Choice {...props} />
    </Suspense>
  );
}

/** Shows its children to guests only. */
export function SignedOut({ children, fallback }: { children: ReactNode; fallback?: ReactNode }) {
  return (
    <SignedIn otherwise={children} fallback={fallback}>
      {null}
    </SignedIn>
  );
}

async function Choice({ children, otherwise, fallback }: Props) {
  const { signedIn, user } = await viewSession();
  if (signedIn === null) return fallback;
  if (!user) return otherwise;
  return typeof children === "function" ? children(user) : children;
}
