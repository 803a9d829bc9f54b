import { route } from "@/lib/http/api";
import { noscriptCookie } from "@/lib/next/noscript-cookie";
import { cookieStore } from "@/lib/session/cookie-store";

/**
 * The stylesheet for browsers without JavaScript. Only they request it, so it marks them: their next page is rendered
 * whole (lib/next/whole-page-marker.ts). A link from another site sets no cookie.
 */
export const { GET, POST, PUT, PATCH, DELETE } = route({
  GET: async ({ headers }) => {
    const isStylesheet = headers.get("sec-fetch-dest") === "style";
    if (isStylesheet && headers.get("sec-fetch-site") === "same-origin") {
      await cookieStore.change(noscriptCookie, () => true);
    }
    return new Response('@import url("/assets/noscript.css");', {
      headers: { "Content-Type": "text/css", "Cache-Control": "private, no-store" },
    });
  },
});
