import Link from "next/link";
import { Suspense } from "react";
import products from "./products.json";
import { visitorName } from "./visitor";

/** The markup of Signet's home page, with one section that depends on the visitor. */
export default function Page() {
  return (
    <>
      <header className="page">
        <div className="flow-visual flex min-h-16 flex-wrap items-center gap-x-4 py-2 sm:gap-x-6">
          <Link href="/" className="flex min-h-11 items-center gap-2.5 font-display text-xl">
            Shop
          </Link>
          <nav aria-label="Shop" className="max-sm:grow">
            <Link href="/#products" className="nav-link">
              Products
            </Link>
          </nav>
          <nav aria-label="Account" className="flex items-center justify-end gap-5">
            <Link href="/cart">Cart</Link>
            <Link href="/login">Log in</Link>
            <Link href="/signup">Sign up</Link>
          </nav>
        </div>
      </header>
      <main className="page min-h-[calc(100dvh-4rem)] pt-8 pb-16 outline-none sm:pt-14 sm:pb-24">
        <section className="relative grid gap-6 pb-14 sm:pb-20">
          <Suspense fallback={<span className="skeleton h-7 w-64" />}>
            <Greeting />
          </Suspense>
          <h1 className="max-w-4xl text-hero">Everything for letters, and the wax to seal them.</h1>
          <p className="max-w-xl text-lg text-muted-foreground">
            Notebooks that lie flat, ink that lasts, and wax that shows when a letter was opened.
          </p>
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
        <nav aria-label="Site" className="flex flex-wrap gap-x-6">
          <Link href="/session">Session</Link>
          <Link href="/components">Components</Link>
          <Link href="/account">Account</Link>
        </nav>
      </footer>
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
