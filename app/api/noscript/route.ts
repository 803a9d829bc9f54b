import { route } from "@/lib/http/api";
import { noscriptCookie } from "@/lib/next/noscript-cookie";
import { sealCookie, serializeCookie } from "@/lib/session/sealed-cookie";

/**
 * The stylesheet for browsers without JavaScript. Only they request it, so it marks them: their next page is rendered
 * whole (lib/next/whole-page-marker.ts). A link from another site sets no cookie.
 */
export const { GET, POST, PUT, PATCH, DELETE } = route({
  GET: async ({ headers }) => {
    const response = new Response('@import url("/assets/noscript.css");', {
      headers: { "Content-Type": "text/css", "Cache-Control": "private, no-store" },
    });
    const isStylesheet = headers.get("sec-fetch-dest") === "style";
    if (isStylesheet && headers.get("sec-fetch-site") === "same-origin") {
      const value = await sealCookie(noscriptCookie, true);
      const cookie = serializeCookie(noscriptCookie, value, noscriptCookie.lifetime);
      response.headers.set("Set-Cookie", cookie);
    }
    return response;
  },
});
