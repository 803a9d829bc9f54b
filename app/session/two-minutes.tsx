const answers = [
  [
    "What does the browser see?",
    "A line of letters. It keeps it, sends it along, and can neither read nor change it. Scripts in the page don't see it at all.",
    "HttpOnly, Secure, SameSite=Lax",
  ],
  [
    "Why seal and check?",
    "A seal says who you are, at once, without a database. It can't say whether that is still so. The database can, and every page that is yours asks it.",
    "await requireUser()",
  ],
  [
    "What does logging out do?",
    "It takes the session out of the database. From then on every copy of the cookie is a guest's, wherever somebody kept one.",
    "await logOut()",
  ],
  [
    "How long does it last?",
    "Two limits hold on the server: how long it may lie unused, and how old it may become. Using it renews the first, never the second.",
    "SESSION_IDLE_TIMEOUT, SESSION_MAX",
  ],
  [
    "How does a secret change?",
    "Secrets are a list. The first one seals, each of them opens. Add the new one at the end everywhere, then put it first. Drop the old one when its last seal is over. Nobody is logged out.",
    "SESSION_SECRET=new,old",
  ],
  [
    "How do I put something in?",
    "One line in lib/session/schema.ts names it and gives it a type. Keep it small: it travels with every request. What is big goes into the database.",
    "await updateSession({ wax })",
  ],
] as const;

/** Sealed sessions, for somebody who meets them for the first time. The same for everybody. */
export function TwoMinutes() {
  return (
    <section aria-labelledby="two-minutes">
      <h2 id="two-minutes">Sealed sessions in two minutes</h2>
      <dl className="mt-6 grid gap-x-10 gap-y-8 sm:grid-cols-2 lg:grid-cols-3">
        {answers.map(([question, answer, code]) => (
          <div key={question} className="border-t border-line pt-4">
            <dt className="font-display text-lg font-medium">{question}</dt>
            <dd className="mt-2 text-muted">{answer}</dd>
            <dd className="mt-3">
              <code className="text-sm wrap-anywhere">{code}</code>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
