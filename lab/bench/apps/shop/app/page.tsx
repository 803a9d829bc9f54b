import Link from "next/link";
import { Suspense } from "react";
import products from "./products.json";
import { visitorName } from "./visitor";

const outline =
  "M20 1.6c3.3 0 4.7 1.9 7.3 2.9 2.7 1 5.6.7 7.2 2.9 1.7 2.2.4 4.6 1 7.3.6 2.6 2.9 4.2 2.7 7.1-.2 2.9-2.7 3.9-3.9 6.3-1.3 2.4-1 5.3-3.5 6.8-2.4 1.5-4.7-.2-7.5.3-2.7.5-4.4 2.9-7.2 2.5-2.8-.3-3.7-2.9-6-4.3-2.4-1.4-5.1-1.3-6.4-3.9-1.3-2.5.4-4.7-.1-7.4C3.1 19.5.9 17.6 1.4 14.8c.5-2.7 3.1-3.5 4.6-5.7 1.6-2.2 1.7-5 4.3-6.1 2.5-1.1 4.5.5 7.1.1.9-.1 1.7-1.5 2.6-1.5Z";

/** The markup of Signet's home page, with one section that depends on the visitor. */
export default function Page() {
  return (
    <>
      <a href="#content" className="button button-primary sr-only focus:not-sr-only focus:absolute">
        Skip to the content
      </a>
      <header className="page">
        <div className="flow-visual flex min-h-16 flex-wrap items-center gap-x-4 py-2 sm:gap-x-6">
          <Link href="/" className="flex min-h-11 items-center gap-2.5 font-display text-xl">
            <Seal className="size-8" />
            <span className="max-[23rem]:sr-only">Shop</span>
          </Link>
          <nav aria-label="Shop" className="max-sm:grow">
            <Link href="/#products" className="nav-link">
              Products
            </Link>
          </nav>
          <nav aria-label="Account" className="flex grow items-center justify-end gap-5">
            <Link href="/cart" className="nav-link">
              <span>Cart</span>
              <span className="cart-count">0</span>
            </Link>
            <Link href="/login" className="nav-link">
              Log in
            </Link>
            <Link href="/signup" className="nav-link">
              Sign up
            </Link>
          </nav>
          <ThemeChoice />
        </div>
        <div className="rule" />
      </header>
      <main
        id="content"
        tabIndex={-1}
        className="page min-h-[calc(100dvh-4rem)] pt-8 pb-16 outline-none sm:pt-14 sm:pb-24"
      >
        <section className="relative grid gap-6 pb-14 sm:pb-20">
          <Suspense fallback={<span className="skeleton h-7 w-64" />}>
            <Greeting />
          </Suspense>
          <h1 className="max-w-4xl text-hero">Everything for letters, and the wax to seal them.</h1>
          <p className="max-w-xl text-lg text-muted-foreground">
            Notebooks that lie flat, ink that lasts, and wax that shows when a letter was opened.
          </p>
          <Seal className="absolute right-0 bottom-14 size-52 -rotate-12 max-lg:hidden" />
        </section>
        <section aria-labelledby="products" className="scroll-mt-8">
          <h2 id="products" className="section-head">
            Products
          </h2>
          <ul className="mt-6 grid grid-cols-2 gap-x-4 gap-y-9 sm:gap-x-6 md:grid-cols-3 lg:grid-cols-4">
            {products.map((product) => (
              <li key={product.slug}>
                <article className="group relative grid gap-1">
                  <img
                    src={`/assets/products/${product.slug}.svg`}
                    alt=""
                    width={400}
                    height={400}
                    loading="lazy"
                    className="picture"
                  />
                  <h3 className="mt-3">
                    <Link href={`/products/${product.slug}`} prefetch className="card-link">
                      {product.name}
                    </Link>
                  </h3>
                  <p className="text-sm text-muted-foreground">{product.summary}</p>
                  <p className="tabular-nums">{product.price}</p>
                </article>
              </li>
            ))}
          </ul>
        </section>
      </main>
      <footer className="page">
        <div className="rule flex flex-wrap items-center justify-between gap-x-8 py-4 text-sm">
          <p>Shop. A starter for apps that remember people.</p>
          <nav aria-label="Site" className="flex flex-wrap gap-x-6">
            <Link href="/session" className="nav-link">
              Session
            </Link>
            <Link href="/components" className="nav-link">
              Components
            </Link>
          </nav>
        </div>
      </footer>
      <svg className="absolute size-0" aria-hidden>
        <g id="seal-shape">
          <path fill="currentColor" d={outline} />
          <circle cx="20" cy="20" r="13" fillOpacity=".12" stroke="#fff" strokeOpacity=".4" />
        </g>
      </svg>
    </>
  );
}

async function Greeting() {
  const name = await visitorName();
  if (name) return <p className="text-lg">Hello, {name}!</p>;
  return (
    <p className="text-lg">
      You are not logged in. <Link href="/login">Log in</Link>
    </p>
  );
}

function Seal({ className }: { className: string }) {
  return (
    <svg viewBox="0 0 40 40" className={`seal ${className}`} aria-hidden>
      <use href="#seal-shape" />
      <text x="20" y="26">
        S
      </text>
    </svg>
  );
}

const icons = {
  light:
    "M16 12a4 4 0 1 1-8 0 4 4 0 0 1 8 0ZM12 3v2m0 14v2M3 12h2m14 0h2M5.6 5.6 7 7m10 10 1.4 1.4M5.6 18.4 7 17M17 7l1.4-1.4",
  dark: "M20 14.5A8 8 0 0 1 9.5 4a8 8 0 1 0 10.5 10.5Z",
  system:
    "M5 5h14a1.5 1.5 0 0 1 1.5 1.5v8A1.5 1.5 0 0 1 19 16H5a1.5 1.5 0 0 1-1.5-1.5v-8A1.5 1.5 0 0 1 5 5ZM9 20h6m-3-4v4",
};

function ThemeChoice() {
  return (
    <fieldset className="-mr-2.5 flex w-33">
      <legend className="sr-only">Theme</legend>
      {Object.entries(icons).map(([theme, path]) => (
        <label key={theme} title={theme} className="theme-choice">
          <input type="radio" name="theme" value={theme} aria-label={theme} />
          <svg viewBox="0 0 24 24" aria-hidden>
            <path d={path} />
          </svg>
        </label>
      ))}
    </fieldset>
  );
}
