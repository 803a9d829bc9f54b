import { appNames, type AppName } from "./apps";
import { askTimes, startLoader } from "./load";
import { memory, startNext } from "./servers";
import { requestFor } from "./targets";

/** So many pages later a server's memory grows no more. */
export const PAGES = 5000;
const CONNECTIONS = 8;

/** What each app keeps in memory, in megabytes, when it has just been started and asked for its first page so often. */
export async function memoryAfterLoad(
  secret: string,
  say: (text: string) => void,
): Promise<Record<AppName, number>> {
  const loader = startLoader();
  const megabytes = {} as Record<AppName, number>;
  for (const app of appNames) {
    say(`memory after ${PAGES} pages: ${app}`);
    const server = await startNext(app, secret);
    const { port } = server;
    const request = requestFor({ app, as: "guest", path: "/" }, port, "");
    await askTimes(
      loader,
      { port, request, status: 200, connections: CONNECTIONS, seconds: 1 },
      PAGES,
    );
    megabytes[app] = memory(server);
    await server.stop();
  }
  loader.stop();
  return megabytes;
}
