import type { ReactNode } from "react";
import { DynamicSection } from "@/app/_components/ui/dynamic-section";
import { SealMark } from "@/app/_components/ui/seal-mark";

export const formSheet = "sheet mt-8 grid gap-5 p-6 text-left sm:p-8";

type Props = { title: string; skeleton?: ReactNode; children: ReactNode };

/** A page that is one form. With a `skeleton`, its content is a dynamic section. */
export function FormPage({ title, skeleton, children }: Props) {
  return (
    <div className="mx-auto max-w-md text-center">
      <SealMark className="mx-auto mb-5 size-14 text-vermilion" />
      <h1>{title}</h1>
      {skeleton ? <DynamicSection fallback={skeleton}>{children}</DynamicSection> : children}
    </div>
  );
}

/** A placeholder of the form's size until the session has been read. */
export function FormSkeleton({ fields, children }: { fields: number; children?: ReactNode }) {
  return (
    <div data-waiting aria-hidden className={formSheet}>
      {Array.from({ length: fields }, (_, index) => (
        <div key={index} className="grid gap-1.5">
          <span className="skeleton h-5 w-20" />
          <span className="skeleton h-11" />
        </div>
      ))}
      {children}
      <span className="skeleton h-11" />
    </div>
  );
}
