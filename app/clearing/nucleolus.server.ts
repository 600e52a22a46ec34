import type { CoalitionGame } from './cost-game';
import type { ModelRow } from './model-builder';
import { solveModel } from './solve-model.server';
import { Span } from './span';

/**
 * The nucleolus (Schmeidler 1969) and prenucleolus by a sequence of linear programs (Maschler, Peleg and
 * Shapley 1979): make the worst excess of any subgroup as small as possible, fix the subgroups that cannot do
 * better, then the next worst, until the shares are determined.
 *
 * Which subgroups are fixed is read off the dual values: one that is not zero makes its row tight in every
 * optimum. The final shares come from solving the fixed rows as a linear system, not from the solver's floats.
 */
export const maxNucleolusPlayers = 12;

type Fixed = { readonly mask: number; readonly round: number | undefined };

function membersOf(mask: number, playerCount: number): number[] {
  return Array.from({ length: playerCount }, (_, i) => i).filter((i) => ((mask >>> i) & 1) === 1);
}

function vectorOf(mask: number, playerCount: number): number[] {
  return Array.from({ length: playerCount }, (_, i) => (mask >>> i) & 1);
}

/**
 * Solve the fixed rows for the shares and the levels of all rounds together:
 * x(S) - level(round of S) = c(S); rows without a round have level 0.
 */
function sharesFromFixed(game: CoalitionGame, fixed: readonly Fixed[], rounds: number): number[] | undefined {
  const system = new Span(game.playerCount + rounds, true);
  for (const { mask, round } of fixed) {
    const row = [...vectorOf(mask, game.playerCount), ...Array.from({ length: rounds }, () => 0)];
    if (round !== undefined) row[game.playerCount + round] = -1;
    system.add(row, game.costs[mask] ?? 0);
  }
  return system.solution()?.slice(0, game.playerCount);
}

type Round = {
  readonly tight: readonly { readonly mask: number; readonly isLimit: boolean }[];
  readonly level: number;
};

async function solveRound(
  game: CoalitionGame,
  scale: number,
  open: readonly number[],
  ownLimits: readonly number[],
  equalities: readonly { readonly mask: number; readonly level: number }[],
): Promise<Round> {
  const { playerCount, costs } = game;
  const row = (mask: number, withLevel: boolean, lower: number, upper: number): ModelRow => {
    const members = membersOf(mask, playerCount);
    return {
      columns: withLevel ? [...members, playerCount] : members,
      values: [...members.map(() => 1), ...(withLevel ? [-1] : [])],
      lower,
      upper,
    };
  };
  const scaled = (mask: number) => (costs[mask] ?? 0) / scale;
  const rows = [
    ...open.map((mask) => row(mask, true, Number.NEGATIVE_INFINITY, scaled(mask))),
    ...ownLimits.map((mask) => row(mask, false, Number.NEGATIVE_INFINITY, scaled(mask))),
    ...equalities.map(({ mask, level }) => row(mask, false, scaled(mask) + level, scaled(mask) + level)),
  ];
  const free = { cost: 0, lower: Number.NEGATIVE_INFINITY, upper: Number.POSITIVE_INFINITY };
  const columns = [...Array.from({ length: playerCount }, () => free), { ...free, cost: 1 }];
  const answer = await solveModel({ columns, rows });
  if (answer.status !== 'optimal') throw new Error(`A nucleolus round ended ${answer.status}`);
  // Basic dual values are ratios of small 0/1 determinants: for 12 players none but 0 is below 1e-4.
  const isTight = (k: number) => Math.abs(answer.rowDuals[k] ?? 0) > 1e-6;
  return {
    level: answer.objective,
    tight: [
      ...open.map((mask, k) => ({ mask, isLimit: false, k })),
      ...ownLimits.map((mask, k) => ({ mask, isLimit: true, k: open.length + k })),
    ].filter(({ k }) => isTight(k)),
  };
}

async function lexicographic(game: CoalitionGame, isIndividuallyRational: boolean): Promise<number[]> {
  const { playerCount, costs } = game;
  const whole = costs.length - 1;
  const scale = costs.reduce((most, cost) => Math.max(most, Math.abs(cost)), 0) || 1;
  const span = new Span(playerCount);
  const fixed: Fixed[] = [{ mask: whole, round: undefined }];
  const equalities = [{ mask: whole, level: 0 }];
  span.add(vectorOf(whole, playerCount));
  let open = Array.from({ length: whole - 1 }, (_, k) => k + 1);
  let ownLimits = isIndividuallyRational ? Array.from({ length: playerCount }, (_, i) => 1 << i) : [];
  let rounds = 0;
  while (span.rank < playerCount) {
    const { tight, level } = await solveRound(game, scale, open, ownLimits, equalities);
    const rankBefore = span.rank;
    for (const { mask, isLimit } of tight) {
      // All tight rows together determine the levels at the end; for the next round's program, a row that
      // depends on those already fixed would add nothing but rounding.
      fixed.push({ mask, round: isLimit ? undefined : rounds });
      if (!span.add(vectorOf(mask, playerCount))) continue;
      equalities.push({ mask, level: isLimit ? 0 : level });
    }
    if (span.rank === rankBefore) throw new Error('A nucleolus round fixed nothing');
    rounds += 1;
    const isOpen = (mask: number) => !span.has(vectorOf(mask, playerCount));
    open = open.filter(isOpen);
    ownLimits = ownLimits.filter(isOpen);
  }
  const shares = sharesFromFixed(game, fixed, rounds);
  if (!shares) throw new Error('The fixed subgroups do not determine the shares');
  return shares;
}

function isKnown({ playerCount, costs }: CoalitionGame): boolean {
  return playerCount >= 1 && playerCount <= maxNucleolusPlayers && costs.every((c) => Number.isFinite(c));
}

/** The prenucleolus; `undefined` above 12 players or when a subgroup's cost is not known. */
export async function prenucleolus(game: CoalitionGame): Promise<number[] | undefined> {
  return isKnown(game) ? lexicographic(game, false) : undefined;
}

/**
 * The nucleolus, over shares in which nobody pays more than alone; `undefined` when there are none (the costs
 * alone sum to less than the whole), above 12 players, or when a subgroup's cost is not known.
 */
export async function nucleolus(game: CoalitionGame): Promise<number[] | undefined> {
  if (!isKnown(game)) return undefined;
  const { playerCount, costs } = game;
  const whole = costs[costs.length - 1] ?? 0;
  const alone = Array.from({ length: playerCount }, (_, i) => costs[1 << i] ?? 0);
  const sum = alone.reduce((total, cost) => total + cost, 0);
  const near = 1e-12 * Math.max(Math.abs(whole), ...alone.map(Math.abs));
  if (sum < whole - near) return undefined;
  if (sum <= whole + near) return alone;
  return lexicographic(game, true);
}
