"use client";

import { use, useId, type ComponentProps } from "react";
import { FormContext } from "./form-context";

type FieldProps = ComponentProps<"input"> & { name: string; label: string; hint?: string };

/** A labelled input with its error or hint. */
export function Field({ name, label, hint, defaultValue, className, ...input }: FieldProps) {
  const { errors, values } = use(FormContext);
  const id = useId();
  const error = errors[name];
  return (
    <div className="grid grid-cols-1 gap-1.5">
      <label htmlFor={id} className="text-sm font-medium">
        {label}
      </label>
      <input
        id={id}
        name={name}
        defaultValue={values[name] ?? defaultValue}
        aria-invalid={error ? true : undefined}
        aria-describedby={error || hint ? `${id}-note` : undefined}
        className={`input ${className ?? ""}`}
        {...input}
      />
      {(error || hint) && (
        <p
          id={`${id}-note`}
          className={`w-max max-w-[max(100%,14rem)] text-sm ${error ? "text-bad" : "text-muted-foreground"}`}
        >
          {error ?? hint}
        </p>
      )}
    </div>
  );
}

/** A labelled checkbox. Keeps its state after a failed submission. */
export function Checkbox({ name, label }: { name: string; label: string }) {
  const { values } = use(FormContext);
  return (
    <label className="flex min-h-11 items-center gap-2.5">
      <input
        type="checkbox"
        name={name}
        key={values[name]}
        defaultChecked={values[name] === "on"}
        className="size-5"
      />
      {label}
    </label>
  );
}
