import { usePathname } from "next/navigation";
import { useEffect, useRef } from "react";

export type SessionTimeoutDialogProps = {
  /** The session has ended; otherwise it is about to. */
  isOver: boolean;
  /** The idle timeout ends it, so using the site would help. */
  canRenew: boolean;
  renew?: () => Promise<void>;
};

function explanation({ isOver, canRenew }: SessionTimeoutDialogProps): string {
  if (isOver) return "Log in again to continue. You come back to this page.";
  if (canRenew) return "You have been inactive for a while.";
  return "Your session has reached its maximum age. Save your work.";
}

/** The dialog before and after a session timeout. */
export function SessionTimeoutDialog(props: SessionTimeoutDialogProps) {
  const { isOver, canRenew, renew } = props;
  const dialog = useRef<HTMLDialogElement>(null);
  const pathname = usePathname();

  useEffect(() => {
    dialog.current?.showModal();
  }, [isOver]);

  return (
    <dialog
      ref={dialog}
      aria-labelledby="session-timeout"
      className="sheet m-auto max-w-md p-6 text-ink backdrop:bg-black/50 sm:p-8"
    >
      <h2 id="session-timeout">
        {isOver ? "Your session has ended" : "You are about to be logged out"}
      </h2>
      <p className="mt-2 text-muted-foreground">{explanation(props)}</p>
      <div className="mt-6 flex flex-wrap gap-3">
        {isOver ? (
          <a href={`/login?next=${encodeURIComponent(pathname)}`} className="button button-primary">
            Log in again
          </a>
        ) : (
          canRenew && (
            <form action={renew}>
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
