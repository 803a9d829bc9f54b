import { listProviders } from "@/lib/auth/oauth/providers";

/** A link for each provider with settings. Not a form: `form-action 'self'` refuses one that ends at another site. */
export function ProviderLinks({ next }: { next: string }) {
  const providers = listProviders();
  if (!providers.length) return null;
  return (
    <nav aria-label="Other ways to log in" className="mt-6 grid gap-3">
      {providers.map(({ id, name }) => (
        <a
          key={id}
          href={`/api/oauth/${id}?next=${encodeURIComponent(next)}`}
          className="button button-quiet"
        >
          Continue with {name}
        </a>
      ))}
    </nav>
  );
}
