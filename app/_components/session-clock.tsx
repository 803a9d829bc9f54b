"use client";

import { usePathname } from "next/navigation";
import { useEffect, useRef } from "react";
import { announce, watch } from "./session-tabs";
import { useTimeLeft, type Ends } from "./use-time-left";

/** How long before the end a member is warned, in seconds. */
const WARNING = 120;

type Props = {
  /** The member's id, or empty for a guest: what has to be the same in every tab. */
  who: string;
  /** Null for a guest. */
  ends: Ends | null;
  /** Starts the idle time over. Handed in: imported here, every page would carry what calls an action. */
  stay?: () => Promise<void>;
};

/** Warns a member before the session ends, tells when it has ended, and keeps all tabs of one mind. */
export function SessionClock({ who, ends, stay }: Props) {
  useEffect(() => announce(who), [who]);
  useEffect(watch, []);
  return ends && <Warning ends={ends} stay={stay} />;
}

const stageOf = (left: number) => (left <= 0 ? "over" : left <= WARNING ? "warned" : "calm");

function Warning({ ends, stay }: { ends: Ends } & Pick<Props, "stay">) {
  const stage = useTimeLeft(ends, stageOf);
  const dialog = useRef<HTMLDialogElement>(null);
  const path = usePathname();
  const canStay = ends.absolute - ends.idle > WARNING;

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
