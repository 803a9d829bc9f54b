const encoder = new TextEncoder();

/**
 * What the login page's address carries when a session that its seal still shows has been ended: 16 characters that
 * only somebody who knows the session's id can make. Nobody can log a person out by sending them a link.
 */
export async function endedMark(sessionId: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", encoder.encode(`ended:${sessionId}`));
  return btoa(String.fromCharCode(...new Uint8Array(digest).subarray(0, 12)))
    .replaceAll("+", "-")
    .replaceAll("/", "_");
}
