"use client";

import { unstable_isUnrecognizedActionError, unstable_rethrow } from "next/navigation";
import { useActionState, useEffect, useRef, useState, type ReactNode } from "react";
import type { FormState } from "@/lib/http/form-cookie";
import { emptyForm, formValues, SHOWN_TO } from "@/lib/http/form-values";
import { FormContext } from "./form-context";

type Action = (before: FormState, form: FormData) => Promise<FormState>;
type WrapSubmit = (send: () => Promise<FormState>, form: FormData) => Promise<FormState>;

type FormViewProps = {
  action: Action;
  initial: FormState;
  /** The id of the user whose page the form is on. */
  shownTo?: string;
  /** What a script does around the submission. Calls `send`. */
  wrapSubmit?: WrapSubmit;
  className?: string;
  children: ReactNode;
};

/** The browser's half of `<Form>`. */
export function FormView(props: FormViewProps) {
  // The key remounts the form when a redirect restores its state, also if Next has kept the page hidden in the document. Later
  // renderings of the page do not: what was kept is in one response only.
  const initial = JSON.stringify(props.initial);
  const [restored, setRestored] = useState(initial);
  if (initial !== restored && initial !== JSON.stringify(emptyForm)) setRestored(initial);
  return <StatefulForm key={restored} {...props} />;
}

/** Milliseconds after which a new document has probably been stopped by the user. */
const MAX_LEAVING = 10_000;

/** The form stays as it is, and React shows no other page, until the new document replaces this one. */
function leaveFor(location: string): Promise<FormState> {
  window.location.assign(location);
  return new Promise((resolve) => setTimeout(resolve, MAX_LEAVING, emptyForm));
}

/** The action as a script submits it. When the server cannot be reached, the form keeps its values and shows an error. */
function withErrorMessage(action: Action, wrapSubmit: WrapSubmit = (send) => send()): Action {
  return async (before, form) => {
    try {
      const state = await wrapSubmit(() => action(before, form), form);
      return state.location ? await leaveFor(state.location) : state;
    } catch (error) {
      unstable_rethrow(error);
      const message = unstable_isUnrecognizedActionError(error)
        ? "This site was updated. Copy what you need, reload the page and try again."
        : "The server could not be reached. Try again.";
      return { errors: { form: message }, values: formValues(form) };
    }
  };
}

function StatefulForm(props: FormViewProps) {
  const { action, initial, shownTo, wrapSubmit, className, children } = props;
  // The server renders the action itself: a browser without JavaScript submits it, too.
  const isServer = typeof window === "undefined";
  const [state, submit] = useActionState(
    isServer ? action : withErrorMessage(action, wrapSubmit),
    initial,
  );
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [state]);
  return (
    // noValidate: the browser's own messages show one error at a time and disappear.
    <form ref={form} action={submit} className={className} noValidate>
      <FormContext value={state}>
        {state.errors.form && (
          <p
            role="alert"
            className="col-span-full rounded-sm border border-bad/40 bg-bad/10 px-4 py-3"
          >
            {state.errors.form}
          </p>
        )}
        {shownTo && <input type="hidden" name={SHOWN_TO} value={shownTo} />}
        {children}
      </FormContext>
    </form>
  );
}
