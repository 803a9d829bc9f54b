"use client";

import { usePathname } from "next/navigation";
import { useEffect, useState } from "react";
import type { FlashMessage } from "@/lib/session/flash";
import { forgetCookie, shownElsewhere } from "./flash-once";

/** A page shown for less than this was a stop on the way (a redirect): its messages go along. In milliseconds. */
const PASSING = 1000;

const tones = {
  success: "border-l-good",
  info: "border-l-edge",
  warning: "border-l-caution",
  error: "border-l-bad",
} as const;

type Props = { pending: readonly FlashMessage[] };

export function FlashOutlet({ pending }: Props) {
  const here = usePathname();
  const [shown, setShown] = useState({ messages: pending, latest: pending, here, since: 0 });

  // New messages take the place of the old ones; an answer without any takes nothing away.
  const fresh = pending.filter(({ id }) => !shown.latest.some((known) => known.id === id));
  if (fresh.length) setShown({ messages: fresh, latest: pending, here, since: 0 });
  else if (here !== shown.here) {
    const passing = shown.since === 0 || performance.now() - shown.since < PASSING;
    setShown({ ...shown, messages: passing ? shown.messages : [], here });
  }

  useEffect(() => {
    for (const { cookie } of shown.latest) forgetCookie(cookie);
    setShown((before) => ({
      ...before,
      since: performance.now(),
      messages: before.messages.filter(({ id }) => !shownElsewhere(id)),
    }));
  }, [shown.latest]);

  useEffect(() => {
    // What Back or Forward brings out of the browser's own memory was seen when it was new.
    const leave = () => setShown((before) => ({ ...before, messages: [] }));
    addEventListener("pagehide", leave);
    return () => removeEventListener("pagehide", leave);
  }, []);

  const dismiss = (id: string) =>
    setShown((before) => ({ ...before, messages: before.messages.filter((message) => message.id !== id) }));

  if (!shown.messages.length) return null;
  return (
    <div className="fixed inset-x-4 bottom-4 z-50 grid gap-2 sm:inset-x-auto sm:top-20 sm:right-6 sm:bottom-auto sm:w-96">
      {shown.messages.map(({ id, category, text }) => (
        <div
          key={id}
          data-flash={category}
          role={category === "success" || category === "info" ? "status" : "alert"}
          className={`sheet rise-in flex items-start gap-3 border-l-4 py-2 pr-2 pl-4 ${tones[category]}`}
        >
          <p className="grow py-2 break-words">{text}</p>
          {/* Without JavaScript this loads the page again, where the message is gone. */}
          <form onSubmit={(event) => (event.preventDefault(), dismiss(id))}>
            <button className="min-h-10 cursor-pointer rounded-md px-2 text-sm text-muted hover:bg-sunken hover:text-ink">
              Dismiss
            </button>
          </form>
        </div>
      ))}
    </div>
  );
}
