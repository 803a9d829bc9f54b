import type { Auth } from "@/lib/auth";

/** The two checks of a session: its seal, and the database. */
export function SessionCheck({ isUser, auth }: { isUser: boolean; auth: Auth }) {
  const checks = {
    "The seal says who you are": `A ${isUser ? "user" : "guest"}. It needs no query to say so.`,
    "The database says whether that is still valid": answer(auth),
  };
  return (
    <dl className="grid gap-6 sm:grid-cols-2">
      {Object.entries(checks).map(([title, result]) => (
        <div key={title} className="border-l-3 border-edge pl-4">
          <dt className="font-display text-lg font-medium">{title}</dt>
          <dd className="mt-1 text-muted-foreground">{result}</dd>
        </div>
      ))}
    </dl>
  );
}

function answer(auth: Auth): string {
  if (auth.status === "user")
    return `Yes, you are ${auth.user.name}. Every private page checks this.`;
  if (auth.status === "unavailable") return "It does not answer, so no one counts as logged in.";
  if (auth.reason === "unbound")
    return "Not from here: this session is bound to a device, and this browser did not show that it is the one.";
  return auth.reason === "revoked"
    ? "No: this session was revoked. The seal is intact, but its sender is a guest."
    : "A guest session names no user, so the database is not asked.";
}
