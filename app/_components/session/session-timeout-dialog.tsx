import { usePathname } from "next/navigation";
import { useEffect, useRef } from "react";

export type SessionTimeoutDialogProps = {
  /** It has ended; otherwise it is about to. */
  over: boolean;
  /** Being here would help: the idle time is what ends it. */
  canStay: boolean;
  /** Starts the idle time over. */
  stay?: () => Promise<void>;
};

/** Tells a member that the session ends, or has ended, and what can be done about it. */
export function SessionTimeoutDialog({ over, canStay, stay }: SessionTimeoutDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const path = usePathname();

  useEffect(() => {
    dialog.current?.showModal();
  }, [over]);

  return (
    <dialog
      ref={dialog}
      aria-labelledby="session-end"
      className="sheet m-auto max-w-md p-6 text-ink backdrop:bg-black/50 sm:p-8"
    >
      <h2 id="session-end">{over ? "Your session has ended" : "You are about to be logged out"}</h2>
      <p className="mt-2 text-muted">
        {over
          ? "Log in again to go on. You come back to this page."
          : canStay
            ? "You have not done anything here for a while."
            : "It has been long since you gave your password. Save what you are doing."}
      </p>
      <div className="mt-6 flex flex-wrap gap-3">
        {over ? (
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
