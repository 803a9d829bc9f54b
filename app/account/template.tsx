import type { ReactNode } from "react";
import { ShellAtOnce } from "@/app/_components/shell-at-once";

const waiting = (
  <div data-waiting aria-hidden className="mx-auto grid max-w-2xl gap-8">
    <span className="skeleton h-12 w-64" />
    <span className="skeleton h-11" />
    <span className="skeleton h-64" />
  </div>
);

/** A member's page keeps its place from the click on, and shows nothing before it is known whose it is. */
export default function MemberTemplate({ children }: { children: ReactNode }) {
  return <ShellAtOnce waiting={waiting}>{children}</ShellAtOnce>;
}
