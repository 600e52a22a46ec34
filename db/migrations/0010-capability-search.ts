import { type Kysely, sql } from 'kysely';

/**
 * Search from PostgreSQL, for when the search engine is absent or down: French full text without accents, trigrams
 * for names, and what every search needs to know of the corpus (how many capabilities carry each word).
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  // `unaccent` is stable since its dictionary may change; naming ours makes it as immutable as an index needs.
  await sql`
    create function fold_text(text) returns text language sql immutable parallel safe strict
    as $$ select lower(public.unaccent('public.unaccent'::regdictionary, $1)) $$`.execute(db);
  await sql`create text search configuration french_folded (copy = pg_catalog.french)`.execute(db);
  await sql`
    alter text search configuration french_folded
    alter mapping for hword, hword_part, word with unaccent, french_stem`.execute(db);
  // Signs are spaces: the parser would read `CS-11` as a word and a negative number, `S0.90` as a host's name.
  await sql`
    create function search_words(text) returns tsvector language sql immutable parallel safe strict
    as $$ select to_tsvector('public.french_folded'::regconfig, regexp_replace($1, '[-./]', ' ', 'g')) $$`.execute(
    db,
  );
  await sql`
    create function join_words(text[]) returns text language sql immutable parallel safe strict
    as $$ select array_to_string($1, ' ') $$`.execute(db);
  await sql`
    alter table capabilities add column search_vector tsvector generated always as (
      setweight(search_words(title), 'A') ||
      setweight(search_words(join_words(standards)), 'B') ||
      setweight(jsonb_to_tsvector('pg_catalog.simple'::regconfig, specs, '["string"]'), 'B') ||
      setweight(search_words(description), 'C')
    ) stored`.execute(db);
  await sql`create index capabilities_search on capabilities using gin (search_vector)`.execute(db);
  await sql`create index capabilities_standards on capabilities using gin (standards)`.execute(db);
  await sql`
    create index organisations_name_trigrams on organisations using gin (fold_text(name) gin_trgm_ops)`.execute(
    db,
  );
  await sql`create index organisations_department on organisations (department) where kind = 'maker'`.execute(
    db,
  );
  await sql`
    create table search_terms (
      key text primary key check (length(key) between 3 and 200),
      documents integer not null check (documents > 0)
    )`.execute(db);
  await sql`
    create table search_statistics (
      one boolean primary key default true check (one),
      documents integer not null,
      computed_at timestamptz not null default clock_timestamp()
    )`.execute(db);
}
