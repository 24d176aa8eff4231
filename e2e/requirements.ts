/**
 * What must be true of Hearth. Each promise has an id; a test that proves it carries the id in brackets in its title,
 * `it('[feed.gap-free] …')`. `npm run check` fails for a promise without a proof and for a proof of no promise.
 */
export const requirements: Record<string, string> = {}
