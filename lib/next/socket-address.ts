import "server-only";
import { nodeRequest } from "./node-request";

/**
 * The client's end of this request's connection, which no header can forge.
 *
 * Next removed `request.ip` in version 15 (https://nextjs.org/docs/app/guides/upgrading/version-15) and writes the address
 * to `X-Forwarded-For` only if the client has not sent that header, so handlers cannot tell the two apart.
 * Delete when Next exposes the connection's address.
 */
export const socketAddress = (): string | undefined => nodeRequest()?.socket.remoteAddress;
