"use client";

import { unstable_isUnrecognizedActionError, unstable_rethrow } from "next/navigation";
import {
  createContext,
  use,
  useActionState,
  useEffect,
  useId,
  useRef,
  type ComponentProps,
  type ReactNode,
} from "react";
import type { FormStart, FormState } from "@/lib/http/forms";
import { FORM_NAME, formValues } from "@/lib/http/form-values";
import { sendToNewBuild } from "./send-to-new-build";

const State = createContext<FormState>({ errors: {}, values: {} });

type Action = (before: FormState, form: FormData) => Promise<FormState>;

type FormProps = {
  action: Action;
  /** What a script does around sending it: begins with it, and calls `send`. */
  around?: (send: () => Promise<FormState>, form: FormData) => Promise<FormState>;
  /** From `formState()`. Without it, what was typed does not outlive the page. */
  initial?: FormStart;
  className?: string;
  children: ReactNode;
};

const pristine: FormStart = { id: "", errors: {}, values: {} };

/** A form whose fields know what was wrong with them and what had been typed. Works without JavaScript. */
export function Form({ initial = pristine, ...form }: FormProps) {
  // What the server kept of an earlier try is a new beginning for a form that Next had put aside with its page.
  return <StatefulForm key={JSON.stringify(initial)} initial={initial} {...form} />;
}

/** The action as a script sends it. A server that can't be reached leaves the form as it is, and says so in it. */
function sent(action: Action, around: FormProps["around"] = (send) => send()): Action {
  return async (before, form) => {
    try {
      return await around(() => action(before, form), form);
    } catch (error) {
      unstable_rethrow(error);
      if (unstable_isUnrecognizedActionError(error)) await sendToNewBuild(form).catch(() => {});
      return {
        errors: { form: "This did not reach us. Try again, or load the page anew." },
        values: formValues(form),
      };
    }
  };
}

function StatefulForm({ action, around, initial = pristine, className, children }: FormProps) {
  // What the server renders has to be the action itself: a browser without JavaScript sends it, too.
  const [state, submit] = useActionState(
    typeof window === "undefined" ? action : sent(action, around),
    initial,
  );
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [state]);
  return (
    // Not the browser's own bubbles: they show one fault at a time, go away by themselves and can't be read again.
    <form ref={form} action={submit} className={className} noValidate>
      {initial.id && <input type="hidden" name={FORM_NAME} value={initial.id} />}
      <State value={state}>
        {state.errors.form && (
          <p
            role="alert"
            className="col-span-full rounded-sm border border-bad/40 bg-bad/10 px-4 py-3"
          >
            {state.errors.form}
          </p>
        )}
        {children}
      </State>
    </form>
  );
}

type FieldProps = ComponentProps<"input"> & { name: string; label: string; hint?: string };

/** A labelled input, with what was wrong beneath it. */
export function Field({ name, label, hint, defaultValue, className, ...input }: FieldProps) {
  const { errors, values } = use(State);
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
          className={`w-max max-w-[max(100%,14rem)] text-sm ${error ? "text-bad" : "text-muted"}`}
        >
          {error ?? hint}
        </p>
      )}
    </div>
  );
}

/** A labelled box to tick; it stays as the person left it. */
export function Checkbox({ name, label }: { name: string; label: string }) {
  const { values } = use(State);
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
