import type { ReactNode } from "react";
import { Ephemeral } from "@/app/_components/ephemeral";

/** A page that is one form: a heading, a sentence, the sheet. */
export function FormPage({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="mx-auto max-w-md">
      <h1 className="text-3xl">{title}</h1>
      <Ephemeral>{children}</Ephemeral>
    </div>
  );
}

/** Keeps the form's place, in its size, until the session has been read. */
export function FormWaiting({ rows }: { rows: number }) {
  return (
    <div data-waiting aria-hidden className="sheet mt-6 grid gap-5 p-6 sm:p-8">
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} className="grid gap-1.5">
          <span className="skeleton h-5 w-20" />
          <span className="skeleton h-11" />
        </div>
      ))}
      <span className="skeleton h-11 rounded-full" />
    </div>
  );
}
