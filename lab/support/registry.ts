import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** What the shadcn CLI reads from its own registry besides the item it is asked for. */
const COLOURS = {
  inlineColors: { light: {}, dark: {} },
  cssVars: { light: {}, dark: {} },
  cssVarsV4: { light: {}, dark: {} },
  inlineColorsTemplate: "",
  cssVarsTemplate: "",
};

/** Serves shadcn registry items as JSON on the loopback interface. `url` is the folder that contains `<name>.json`. */
export async function serveRegistry(items: Readonly<Record<string, unknown>>) {
  const server = createServer(({ url = "" }, response) => {
    const name = /^\/r\/([\w-]+)\.json$/.exec(url)?.[1] ?? "";
    const body = url === "/r/colors/neutral.json" ? COLOURS : items[name];
    response.writeHead(body ? 200 : 404, { "Content-Type": "application/json" });
    response.end(JSON.stringify(body ?? {}));
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/r`,
    stop: async () => {
      server.closeAllConnections();
      await once(server.close(), "close");
    },
  };
}
