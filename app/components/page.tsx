import type { Metadata } from "next";
import type { ReactNode } from "react";
import { Code } from "./code";
import { loadComponent, loadSource } from "./examples";

export const metadata: Metadata = { title: "Components" };

export default function ComponentsPage() {
  return (
    <>
      <h1>Components</h1>
      <p className="mt-4 max-w-2xl text-lg text-muted-foreground">
        Use them in any page. Each has its own Suspense boundary, so the page around it stays
        prerendered. The code on the right is the code that runs on the left.
      </p>
      <div className="mt-12 grid gap-14 sm:mt-14 sm:gap-16">
        <Example title="<SignedIn>" files={["signed-in"]} empty="Empty: you are not logged in.">
          Renders its children for signed-in users. A function receives the user;{" "}
          <code>otherwise</code> is for guests.
        </Example>
        <Example title="<SignedOut>" files={["signed-out"]} empty="Empty: you are logged in.">
          Renders its children for guests.
        </Example>
        <Example title="<UserName>" files={["user-name"]}>
          The user’s name inside a line of text. Guests see <code>guest</code>.
        </Example>
        <Example title="useSession()" files={["use-session", "letter"]}>
          The session in a client component. It arrives with the page, without a fetch, and is
          updated after every action.
        </Example>
        <Example
          title="<SessionCountdown>"
          files={["session-countdown"]}
          empty="Empty: a guest is never logged out."
        >
          Counts down to the end of a user’s session. A dialog warns two minutes before.
        </Example>
        <Example title="<FlashMessages>" files={["flash-messages"]}>
          Used once, in the layout. Shows what any action or handler passes to <code>flash()</code>,
          once.
        </Example>
        {/* shop … */}
        <Example title="<CartBadge>" files={["cart-badge"]}>
          A link to the cart with the number of items, for guests and users.
        </Example>
        {/* … shop */}
      </div>
      <p className="mt-16 max-w-2xl text-muted-foreground">
        A component shows its <code>fallback</code> until the session has been read, and when the
        database does not answer. Every Suspense boundary costs time: where several components stand
        together, use one boundary and call <code>getAuth()</code> in it, as the header does.
      </p>
    </>
  );
}

type ExampleProps = {
  title: string;
  files: [string, ...string[]];
  /** Shown in place of an example that renders nothing. */
  empty?: string;
  children: ReactNode;
};

/** A running component beside its code. */
async function Example({ title, files, empty, children }: ExampleProps) {
  const [id] = files;
  const [Component, sources] = await Promise.all([
    loadComponent(id),
    Promise.all(files.map(loadSource)),
  ]);
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className="scroll-mt-8 font-mono text-xl tracking-tight">
        {title}
      </h2>
      <p className="mt-2 max-w-2xl text-muted-foreground">{children}</p>
      <div className="sheet mt-5 grid overflow-clip lg:grid-cols-[2fr_3fr]">
        <div
          data-example={id}
          data-empty={empty}
          className="grid min-h-32 content-center self-start p-6 empty:text-sm empty:text-muted-foreground empty:before:content-[attr(data-empty)] sm:p-8 lg:sticky lg:top-0"
        >
          <Component />
        </div>
        <div className="grid min-w-0 content-start divide-y divide-line border-line bg-sunken max-lg:border-t lg:border-l">
          {files.map((file, index) => (
            <Code
              key={file}
              path={`app/components/examples/${file}.tsx`}
              source={sources[index] ?? ""}
            />
          ))}
        </div>
      </div>
    </section>
  );
}
