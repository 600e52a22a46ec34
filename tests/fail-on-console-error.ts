import { format } from 'node:util';
import { afterEach, beforeEach } from 'vitest';

/**
 * A stray `console.error` (React's warnings, a swallowed failure) fails the test that made it. A test that expects
 * one says so with `vi.spyOn(console, 'error')`.
 */
const heard: string[] = [];
const original = console.error;

beforeEach(() => {
  heard.length = 0;
  console.error = (...words: unknown[]) => {
    heard.push(format(...words));
    original(...words);
  };
});

afterEach(() => {
  console.error = original;
  if (heard.length > 0) throw new Error(`stray console.error:\n${heard.join('\n')}`);
});
