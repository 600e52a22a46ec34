import type { ReactNode } from 'react';

export type Tone = 'neutral' | 'good' | 'warn' | 'bad' | 'accent';

/** A state in a word. The word says it; the tone only repeats it. */
export function Badge(props: { tone?: Tone | undefined; children: ReactNode }) {
  return <span className={`badge tone-${props.tone ?? 'neutral'}`}>{props.children}</span>;
}
