import { sql } from 'kysely';
import MiniSearch from 'minisearch';
import type { CapabilityDocument } from '~/search/capability-document';
import { labelsOfLeaves } from '~/search/capability-document';
import { foldWord } from '~/taxonomy/fold-text';
import { database } from '~db/client.server';
import type { Searcher } from './measure-search';

/** Plain BM25 over the same public facts: title, description, labels of the leaves, specifications, standards, maker. */
export function bm25Search(documents: readonly CapabilityDocument[]): Searcher {
  const index = new MiniSearch<{ id: string; text: string }>({
    fields: ['text'],
    processTerm: (term) => foldWord(term),
  });
  index.addAll(documents.map((document) => ({ id: document.ref, text: textOf(document) })));
  return async (text) => index.search(text).map(({ id }) => String(id));
}

function textOf(document: CapabilityDocument): string {
  return [
    document.title,
    document.description,
    ...labelsOfLeaves(document.leaves, document.family, 'fr'),
    ...labelsOfLeaves(document.leaves, document.family, 'en'),
    ...document.specWords,
    ...document.standards,
    document.maker.name,
  ].join(' ');
}

/** PostgreSQL's French full text over the same text, any word of the query, ranked by ts_rank_cd. */
export function fullTextSearch(documents: readonly CapabilityDocument[]): Searcher {
  const refs = documents.map(({ ref }) => ref);
  const texts = documents.map(textOf);
  return async (text) => {
    const found = await sql<{ ref: string }>`
      with asked as (
        select replace(plainto_tsquery('public.french_folded', ${text})::text, '&', '|')::tsquery as query
      ), texts as (
        select ref, to_tsvector('public.french_folded', text) as words
        from unnest(${refs}::text[], ${texts}::text[]) as given (ref, text)
      )
      select ref from texts, asked where words @@ query
      order by ts_rank_cd(words, query) desc, ref limit 20`.execute(database());
    return found.rows.map(({ ref }) => ref);
  };
}
