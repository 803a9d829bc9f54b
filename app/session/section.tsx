import type { ReactNode } from "react";

type SectionProps = { id: string; title: string; says?: string; children: ReactNode };

/** A part of the page with its heading. */
export function Section({ id, title, says, children }: SectionProps) {
  return (
    <section aria-labelledby={id} className="grid grid-cols-1 gap-6">
      <div>
        <h2 id={id} className="scroll-mt-8">
          {title}
        </h2>
        {says && <p className="mt-1 max-w-2xl text-muted">{says}</p>}
      </div>
      {children}
    </section>
  );
}
