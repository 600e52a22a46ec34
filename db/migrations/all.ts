import type { Migration } from 'kysely';
import * as foundation from './0001-foundation';
import * as capabilitySearch from './0010-capability-search';
import * as telling from './0015-telling';
import * as demoLoads from './0020-demo-loads';
import * as signInAttempts from './0021-sign-in-attempts';
import * as commitmentReading from './0025-commitment-reading';
import * as closing from './0030-closing';
import * as verifiedOrganisations from './0031-verified-organisations';
import * as invitations from './0032-invitations';
import * as participants from './0033-participants';

/** Every migration by name, in order. Named here, not read from a folder, so that a bundled process carries them. */
export const migrations: Record<string, Migration> = {
  '0001-foundation': foundation,
  '0010-capability-search': capabilitySearch,
  '0015-telling': telling,
  '0020-demo-loads': demoLoads,
  '0021-sign-in-attempts': signInAttempts,
  '0025-commitment-reading': commitmentReading,
  '0030-closing': closing,
  '0031-verified-organisations': verifiedOrganisations,
  '0032-invitations': invitations,
  '0033-participants': participants,
};
