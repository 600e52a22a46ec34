/** npm run bench -- matching: our matching against plain BM25 (MiniSearch) on the judged set, and its speed. */
import MiniSearch from 'minisearch';
import { CandidateIndex } from '~/matching/candidate-index';
import type { CapabilityRecord, NeedRecord } from '~/matching/match-records';
import { prepareCapability } from '~/matching/prepare-capability';
import { prepareNeed } from '~/matching/prepare-need';
import { rankCapabilities } from '~/matching/rank-capabilities';
import { WEIGHTS } from '~/matching/weights';
import { formatComparableSpecs } from '~/taxonomy/comparable-value';
import { foldWord } from '~/taxonomy/fold-text';
import { labelOf } from '~/taxonomy/taxonomy';
import {
  type Half,
  type Judgment,
  needsFile,
  readJudgments,
} from '../../tests/relevance/matching/judged-set';
import { auc, mean, ndcg, recall } from '../../tests/relevance/metrics';
import { faultText, readCapabilitiesFile, readNeedsFile } from '../match-files';

/** The day on which the judged needs were written: « pour juin » means the June after it. */
const JUDGED_ON = new Date('2026-11-22T00:00:00Z');

interface Ranked {
  readonly refs: string[];
  readonly top: number;
}

type Ranker = (need: NeedRecord) => Ranked;

export interface Measures {
  readonly needs: number;
  readonly ndcg10: number;
  readonly recall20: number;
  readonly hardFirst: number;
  readonly auc: number;
  /** needs that some pair is proposed for, of those with an answer and of those without */
  readonly proposed: { readonly answered: string; readonly unanswered: string };
  readonly byKind: Readonly<Record<string, number>>;
}

export function ourRanker(capabilities: readonly CapabilityRecord[]): Ranker {
  const index = new CandidateIndex(capabilities.map(prepareCapability));
  return (need) => {
    const prepared = prepareNeed(need, JUDGED_ON);
    const matches = rankCapabilities(prepared, index.retrieveNow(prepared, 400), { rarity: index.rarity });
    return { refs: matches.map((match) => match.capabilityRef), top: matches[0]?.score ?? 0 };
  };
}

export function bm25Ranker(capabilities: readonly CapabilityRecord[]): Ranker {
  const search = new MiniSearch<{ id: string; text: string }>({
    fields: ['text'],
    processTerm: (term) => foldWord(term),
  });
  const labels = (ids: readonly string[]) =>
    ids.map((id) => `${labelOf(id, 'fr')} ${labelOf(id, 'en')}`).join(' ');
  search.addAll(
    capabilities.map((capability) => ({
      id: capability.ref,
      text: [
        capability.title,
        capability.description,
        labels(capability.leaves),
        formatComparableSpecs(capability.specs),
      ].join(' '),
    })),
  );
  return (need) => {
    const query = [need.title, need.description, labels(need.leaves)].join(' ');
    const found = search.search(query);
    return { refs: found.map((item) => String(item.id)), top: found[0]?.score ?? 0 };
  };
}

export function kindOf(need: NeedRecord): 'leaves and specs' | 'family and text' | 'text only' {
  if (need.leaves.length > 0) return 'leaves and specs';
  return need.family === undefined ? 'text only' : 'family and text';
}

const EMPTY: Judgment = { gains: new Map(), hardNegatives: new Set() };

export function isAnswered(judgment: Judgment): boolean {
  return [...judgment.gains.values()].some((gain) => gain >= 2);
}

/** Measures a ranker on a judged half. Needs without an answer count for the AUC and the hard negatives only. */
export function measure(
  needs: readonly NeedRecord[],
  judged: ReadonlyMap<string, Judgment>,
  rank: Ranker,
): Measures {
  const tops: { answered: number[]; unanswered: number[] } = { answered: [], unanswered: [] };
  const kinds = new Map<string, number[]>();
  let [recalls, answered, hardFirst] = [0, 0, 0];
  for (const need of needs) {
    const judgment = judged.get(need.ref) ?? EMPTY;
    const { refs, top } = rank(need);
    if (!isAnswered(judgment)) {
      tops.unanswered.push(top);
      continue;
    }
    tops.answered.push(top);
    answered += 1;
    recalls += recall(refs, judgment.gains);
    if (judgment.hardNegatives.has(refs[0] ?? '')) hardFirst += 1;
    const list = kinds.get(kindOf(need)) ?? [];
    list.push(ndcg(refs, judgment.gains));
    kinds.set(kindOf(need), list);
  }
  const all = [...kinds.values()].flat();
  return {
    needs: needs.length,
    ndcg10: mean(all),
    recall20: recalls / answered,
    hardFirst: hardFirst / answered,
    auc: auc(tops.answered, tops.unanswered),
    proposed: { answered: proposed(tops.answered), unanswered: proposed(tops.unanswered) },
    byKind: Object.fromEntries([...kinds].map(([kind, values]) => [kind, mean(values)])),
  };
}

function proposed(tops: readonly number[]): string {
  return `${tops.filter((top) => top >= WEIGHTS.proposeFrom).length} of ${tops.length}`;
}

export function loadHalf(half: Half): { needs: NeedRecord[]; judged: Map<string, Judgment> } {
  const { rows, faults } = readNeedsFile(needsFile(half));
  if (faults.length > 0) throw new Error(faults.map(faultText).join('\n'));
  return { needs: rows, judged: readJudgments(half) };
}

export function loadDemo(): CapabilityRecord[] {
  return readCapabilitiesFile('db/seeds/demo/capabilities.csv', 'db/seeds/demo/organisations.csv').rows;
}

function line(name: string, measures: Measures): string {
  const kinds = Object.entries(measures.byKind).map(([kind, value]) => `${kind} ${value.toFixed(3)}`);
  return (
    `${name.padEnd(22)} nDCG@10 ${measures.ndcg10.toFixed(3)}  recall@20 ${measures.recall20.toFixed(3)}  ` +
    `hard negative first ${(100 * measures.hardFirst).toFixed(1)} %  no-answer AUC ${measures.auc.toFixed(3)}  (${kinds.join(', ')})`
  );
}

/** Prints one line for each half and ranker, then the time of one need. */
export async function run(): Promise<void> {
  const capabilities = loadDemo();
  const ours = ourRanker(capabilities);
  const bm25 = bm25Ranker(capabilities);
  for (const half of ['dev', 'second', 'blind', 'gaps', 'held'] as const) {
    const { needs, judged } = loadHalf(half);
    const measured = measure(needs, judged, ours);
    console.log(line(`${half}: rouage`, measured));
    const { answered, unanswered } = measured.proposed;
    console.log(`${''.padEnd(22)} proposed for ${answered} with an answer, ${unanswered} without`);
    console.log(line(`${half}: BM25 (MiniSearch)`, measure(needs, judged, bm25)));
  }
  const { needs } = loadHalf('dev');
  const times = needs.flatMap((need) =>
    [0, 1, 2].map(() => {
      const start = performance.now();
      ours(need);
      return performance.now() - start;
    }),
  );
  times.sort((a, b) => a - b);
  const at = (share: number) => (times[Math.floor(share * (times.length - 1))] ?? 0).toFixed(1);
  console.log(`one need against ${capabilities.length} capabilities: p50 ${at(0.5)} ms, p95 ${at(0.95)} ms`);
}
