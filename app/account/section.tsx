import { useId, type ComponentProps, type ReactNode } from "react";

type SectionProps = Omit<ComponentProps<"section">, "title"> & { title: string; text?: ReactNode };

/** A section of an account page. */
export function Section({ title, text, children, ...section }: SectionProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="sheet p-6 sm:p-8" {...section}>
      <h2 id={id}>{title}</h2>
      {text && <p className="mt-1 text-muted-foreground">{text}</p>}
      {children}
    </section>
  );
}
