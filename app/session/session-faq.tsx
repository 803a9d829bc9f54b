const answers = {
  "What can the browser read?":
    "Nothing. It stores an encrypted text and sends it back. Script in the page cannot see it.",
  "Why a seal and a database?":
    "The seal says who you are without a query. The database says whether that is still valid, and every private page asks it.",
  "What does logging out do?":
    "It deletes the session from the database. Every copy of the cookie is then worthless.",
  "How long does a session last?":
    "The server enforces an idle and an absolute timeout. Using the site renews only the idle timeout.",
  "How is the secret rotated?":
    "SESSION_SECRET is a list: the first secret seals, every secret opens. No one is logged out.",
  "How is a session field added?":
    "With one line in lib/session/schema.ts. Keep it small: every request carries it.",
};

/** Explains sealed sessions to developers who are new to them. */
export function SessionFaq() {
  return (
    <section aria-labelledby="faq">
      <h2 id="faq">How sealed sessions work</h2>
      <dl className="mt-6 grid gap-x-10 gap-y-8 sm:grid-cols-2 lg:grid-cols-3">
        {Object.entries(answers).map(([question, answer]) => (
          <div key={question} className="border-t border-line pt-4">
            <dt className="font-display text-lg font-medium">{question}</dt>
            <dd className="mt-2 text-muted-foreground">{answer}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
