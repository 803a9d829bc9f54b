"use client";

import { useEffect, useRef, useState } from "react";
import { PasskeyButton } from "@/app/_components/passkeys/passkey-button";

/** Milliseconds until suggestions need a new challenge. The server accepts one for five minutes. */
const RENEW_AFTER = 240_000;

// Loaded when the form is used, because most visitors only look at it.
const load = () => import("@/app/_components/passkeys/ceremonies");

/** Logs in with a passkey: by a button, or from the suggestions of the e-mail field. Belongs into the login form. */
export function PasskeyLogin() {
  const [message, setMessage] = useState("");
  const place = useRef<HTMLDivElement>(null);
  const suggest = useRef(async () => {});

  useEffect(() => {
    const form = place.current?.closest("form");
    if (!form) return;
    const listeners = new AbortController();
    let suggestedAt = -Infinity;
    suggest.current = async () => {
      const { logInWithPasskey } = await load();
      let problem = "";
      do {
        suggestedAt = Date.now();
        problem = await logInWithPasskey(form, true);
        if (problem) setMessage(problem);
        // The choice of a passkey that the server refuses ends the request, so another one follows.
      } while (problem && !listeners.signal.aborted);
    };
    const suggestWhenDue = () => {
      if (Date.now() - suggestedAt < RENEW_AFTER) return;
      suggestedAt = Date.now();
      void suggest.current();
    };
    for (const event of ["focusin", "pointerenter"]) {
      form.addEventListener(event, suggestWhenDue, { signal: listeners.signal });
    }
    if (form.contains(document.activeElement)) suggestWhenDue();
    return () => {
      listeners.abort();
      if (suggestedAt > 0) void load().then(({ cancelRequest }) => cancelRequest());
    };
  }, []);

  const logIn = async () => {
    const form = place.current?.closest("form");
    if (!form) return;
    setMessage("");
    const { logInWithPasskey } = await load();
    const problem = await logInWithPasskey(form, false);
    setMessage(problem);
    // The button ended the request that suggests passkeys.
    if (problem) void suggest.current();
  };
  return (
    <PasskeyButton ref={place} label="Log in with a passkey" message={message} onPress={logIn} />
  );
}
