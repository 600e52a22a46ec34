/**
 * Best value of choosing one row or none from each of several lists, for every total size (a multiple-choice
 * knapsack), optionally with a least number of lists chosen from.
 *
 * A cell holds `value x base + number of lists chosen from`, so that among equal values more lists win.
 */
export type Row = {
  /** At least 1. */
  readonly size: number;
  readonly value: number;
};

/** The rows of one list; at most one is chosen. */
export type Choice = readonly Row[];

export type Layout = {
  /** Sizes 0..width - 1. */
  readonly width: number;
  /** Cell (c, k) asks for at least c lists, c = 0..layers. */
  readonly layers: number;
  readonly base: number;
};

export function valueBase(listCount: number): number {
  return listCount + 1;
}

export function emptyValues({ width, layers }: Layout): Float64Array {
  const values = new Float64Array(width * (layers + 1)).fill(Number.NEGATIVE_INFINITY);
  values[0] = 0;
  return values;
}

/** Enter one list into the table, in place: sizes descend, so that what is read is still without this list. */
export function addChoice(values: Float64Array, { width, layers, base }: Layout, choice: Choice): void {
  const rows = choice.filter(({ size }) => size < width);
  const smallest = rows.reduce((least, { size }) => Math.min(least, size), width);
  for (let c = layers; c >= 0; c -= 1) {
    const to = c * width;
    const from = Math.max(0, c - 1) * width;
    for (let k = width - 1; k >= smallest; k -= 1) {
      let best = values[to + k] as number;
      for (const { size, value } of rows) {
        if (size > k) continue;
        const other = (values[from + k - size] as number) + value * base + 1;
        if (other > best) best = other;
      }
      values[to + k] = best;
    }
  }
}

/**
 * One optimal choice of total size `total` from at least `layout.layers` lists: the first list takes the
 * largest row it can, then the second, and so on. Only every n-th table is kept, the ones between are made
 * again, so that memory stays at 2 sqrt(lists) tables.
 */
export function pickQuantities(choices: readonly Choice[], layout: Layout, total: number): number[] {
  const block = Math.max(1, Math.ceil(Math.sqrt(choices.length)));
  const kept = new Map<number, Float64Array>();
  let values = emptyValues(layout);
  for (let i = choices.length; i >= 0; i -= 1) {
    if (i < choices.length) addChoice(values, layout, choices[i] ?? []);
    if (i % block === 0 || i === choices.length) kept.set(i, values.slice());
  }
  const sizes: number[] = [];
  let k = total;
  let c = layout.layers;
  for (let start = 0; start < choices.length; start += block) {
    const end = Math.min(start + block, choices.length);
    const tables: Float64Array[] = [];
    values = (kept.get(end) as Float64Array).slice();
    tables[end - start] = values;
    for (let i = end - 1; i >= start; i -= 1) {
      values = values.slice();
      addChoice(values, layout, choices[i] ?? []);
      tables[i - start] = values;
    }
    for (let i = start; i < end; i += 1) {
      const target = (tables[i - start] as Float64Array)[c * layout.width + k] as number;
      const after = tables[i + 1 - start] as Float64Array;
      const next = Math.max(0, c - 1);
      const rows = [...(choices[i] ?? [])].sort((a, b) => b.size - a.size || b.value - a.value);
      const row = rows.find(
        ({ size, value }) =>
          size <= k && (after[next * layout.width + k - size] as number) + value * layout.base + 1 === target,
      );
      sizes.push(row?.size ?? 0);
      if (row) {
        k -= row.size;
        c = next;
      }
    }
  }
  return sizes;
}
