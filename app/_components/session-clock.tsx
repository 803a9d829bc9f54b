"use client";

import { usePathname } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { announce, watch } from "./session-tabs";

/** How long before the end a member is warned, in seconds. */
const WARNING = 120;

type Props = {
  /** The member's id, or empty for a guest: what has to be the same in every tab. */
  who: string;
  /** Seconds from now until the session ends if nobody uses it, and until it ends in any case. Null for a guest. */
  ends: { idle: number; absolute: number } | null;
  /** Starts the idle time over. Handed in: imported here, every page would carry what calls an action. */
  stay?: () => Promise<void>;
};

/** Warns a member before the session ends, tells when it has ended, and keeps all tabs of one mind. */
export function SessionClock({ who, ends, stay }: Props) {
  useEffect(() => announce(who), [who]);
  useEffect(watch, []);
  return ends && <Countdown key={`${ends.idle} ${ends.absolute}`} {...ends} stay={stay} />;
}

function Countdown({ idle, absolute, stay }: NonNullable<Props["ends"]> & Pick<Props, "stay">) {
  const [stage, setStage] = useState<"calm" | "warned" | "over">("calm");
  const dialog = useRef<HTMLDialogElement>(null);
  const path = usePathname();
  const canStay = absolute - idle > WARNING;

  useEffect(() => {
    // By the clock on the wall and not by a timer's count: a laptop that slept would miss the end.
    const start = Date.now();
    const look = () => {
      const left = idle - (Date.now() - start) / 1000;
      setStage(left <= 0 ? "over" : left <= WARNING ? "warned" : "calm");
    };
    const timer = setInterval(look, 1000);
    return () => clearInterval(timer);
  }, [idle]);

  useEffect(() => {
    if (stage !== "calm") dialog.current?.showModal();
  }, [stage]);

  if (stage === "calm") return null;
  return (
    <dialog ref={dialog} aria-labelledby="session-clock" className="sheet m-auto max-w-md p-6 text-ink backdrop:bg-black/50 sm:p-8">
      <h2 id="session-clock">
        {stage === "over" ? "Your session has ended" : "You are about to be logged out"}
      </h2>
      <p className="mt-2 text-muted">
        {stage === "over"
          ? "Log in again to go on. You come back to this page."
          : canStay
            ? "You have not done anything here for a while."
            : "It has been long since you gave your password. Save what you are doing."}
      </p>
      <div className="mt-6 flex flex-wrap gap-3">
        {stage === "over" ? (
          <a href={`/login?next=${encodeURIComponent(path)}`} className="button button-primary">
            Log in again
          </a>
        ) : (
          canStay && (
            <form action={stay}>
              <button className="button button-primary">Stay logged in</button>
            </form>
          )
        )}
        <form method="dialog">
          <button className="button button-quiet">Close</button>
        </form>
      </div>
    </dialog>
  );
}
