import { appNames, type AppName } from "./apps";
import { repeatJob, startLoader } from "./load";
import { memory, startNext } from "./servers";
import { requestFor } from "./targets";

/** Number of pages after which a server's memory stays constant. */
export const PAGES = 5000;
const CONNECTIONS = 8;

/** The memory of each app in megabytes, after a start and `PAGES` requests for the home page. */
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
    await repeatJob(
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
