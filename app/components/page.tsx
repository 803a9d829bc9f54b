import type { Metadata } from "next";
import type { ReactNode } from "react";
import { Code } from "./code";
import { example, sourceOf } from "./kit";

export const metadata: Metadata = { title: "Components" };

export default function ComponentsPage() {
  return (
    <>
      <h1>Components</h1>
      <p className="mt-4 max-w-2xl text-lg text-muted">
        Drop one into any page. Each brings its own hole for what depends on the session, so the
        page around it stays prerendered. The code you see is the code that runs.
      </p>
      <div className="mt-12 grid gap-14 sm:mt-14 sm:gap-16">
        <Shown name="<SignedIn>" files={["signed-in"]} empty="Nothing here: you are not logged in.">
          For members only. A function is given the member; <code>otherwise</code> is for guests, in
          the same hole.
        </Shown>
        <Shown name="<SignedOut>" files={["signed-out"]} empty="Nothing here: you are logged in.">
          For guests only.
        </Shown>
        <Shown name="<UserName>" files={["user-name"]}>
          The member’s name in a line of text, and for guests what <code>guest</code> says.
        </Shown>
        <Shown name="useSession()" files={["use-session", "letter"]}>
          The session in a client component. It comes with the page as a promise, so nothing is
          fetched, and it is up to date after every action.
        </Shown>
        <Shown
          name="<SessionExpiry>"
          files={["session-expiry"]}
          empty="Nothing here: a guest’s has no end to wait for."
        >
          Counts down to the end of a member’s session. Two minutes before, the header asks whether
          to stay.
        </Shown>
        <Shown name="<FlashMessages>" files={["flash-messages"]}>
          Stands once in the layout and shows what any action or handler says with{" "}
          <code>flash()</code>, once.
        </Shown>
        {/* shop … */}
        <Shown name="<CartBadge>" files={["cart-badge"]}>
          The way to the cart and how much is in it, a guest’s and a member’s.
        </Shown>
        {/* … shop */}
      </div>
      <p className="mt-16 max-w-2xl text-muted">
        Until it is known who is there, a component shows its <code>fallback</code>, and when the
        database does not answer it stays with it: “not known” is not “nobody”. A hole has its
        price. Where several would stand together, open one and ask <code>whoIsHere()</code> in it,
        as the header does.
      </p>
    </>
  );
}

type ShownProps = {
  name: string;
  files: [string, ...string[]];
  empty?: string;
  children: ReactNode;
};

/** A component at work, beside its code. `empty` is what to say where it shows nothing. */
async function Shown({ name, files, empty, children }: ShownProps) {
  const [id] = files;
  const [Example, sources] = await Promise.all([example(id), Promise.all(files.map(sourceOf))]);
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className="scroll-mt-8 font-mono text-xl tracking-tight">
        {name}
      </h2>
      <p className="mt-2 max-w-2xl text-muted">{children}</p>
      <div className="sheet mt-5 grid overflow-clip lg:grid-cols-[2fr_3fr]">
        <div
          data-example={id}
          data-empty={empty}
          className="grid min-h-32 content-center self-start p-6 empty:text-sm empty:text-muted empty:before:content-[attr(data-empty)] sm:p-8 lg:sticky lg:top-0"
        >
          <Example />
        </div>
        <div className="grid min-w-0 content-start divide-y divide-line border-line bg-sunken max-lg:border-t lg:border-l">
          {files.map((file, place) => (
            <Code
              key={file}
              path={`app/components/examples/${file}.tsx`}
              source={sources[place] ?? ""}
            />
          ))}
        </div>
      </div>
    </section>
  );
}
