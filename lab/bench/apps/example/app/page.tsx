import Link from "next/link";
import { Suspense } from "react";
import { currentUser, news, ownLetters } from "../session";
import { Person, PersonProvider } from "./person";

export default function Page() {
  return (
    <main>
      <News />
      <Suspense fallback={<p>…</p>}>
        <Desk />
      </Suspense>
    </main>
  );
}

async function News() {
  return (
    <ul>
      {(await news()).map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}

function Desk() {
  return (
    <PersonProvider person={currentUser()}>
      <Suspense fallback={<span>…</span>}>
        <Person />
      </Suspense>
      <Suspense fallback={<p>…</p>}>
        <Letters />
      </Suspense>
      <form>
        <input name="letter" aria-label="Letter" />
        <button>Add</button>
      </form>
    </PersonProvider>
  );
}

async function Letters() {
  return (
    <ul>
      {(await ownLetters()).map(({ id, text }) => (
        <li key={id}>
          <Link href={`/#${id}`}>{text}</Link>
        </li>
      ))}
    </ul>
  );
}
