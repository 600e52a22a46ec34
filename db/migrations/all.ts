import type { Migration } from 'kysely';
import * as foundation from './0001-foundation';
import * as capabilitySearch from './0010-capability-search';
import * as telling from './0015-telling';

/** Every migration by name, in order. Named here, not read from a folder, so that a bundled process carries them. */
export const migrations: Record<string, Migration> = {
  '0001-foundation': foundation,
  '0010-capability-search': capabilitySearch,
  '0015-telling': telling,
};
