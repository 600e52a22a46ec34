/** What a page may follow: its reader's own notices, or one group purchase. Safe in a browser. */
export type LiveTopic = `person:${string}` | `group-purchase:${string}`;

const pattern = /^(person|group-purchase):[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;

export function isLiveTopic(text: string): text is LiveTopic {
  return pattern.test(text);
}
