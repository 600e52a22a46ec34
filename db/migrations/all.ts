import type { Migration } from 'kysely';
import * as foundation from './0001-foundation';
import * as telling from './0015-telling';
import * as commitmentReading from './0025-commitment-reading';

/** Every migration by name, in order. Named here, not read from a folder, so that a bundled process carries them. */
export const migrations: Record<string, Migration> = {
  '0001-foundation': foundation,
  '0015-telling': telling,
  '0025-commitment-reading': commitmentReading,
};
