const zero = 1e-9;

/**
 * The span of row vectors, kept in reduced form (Gauss and Jordan), with an optional right-hand side: says
 * whether a vector depends on those already there, and solves the system once it is square. Made for small 0/1
 * rows, where the pivots stay far from the threshold.
 */
export class Span {
  private readonly rows: { pivot: number; row: number[]; side: number }[] = [];

  constructor(
    private readonly width: number,
    private readonly hasSides = false,
  ) {}

  get rank(): number {
    return this.rows.length;
  }

  private reduced(vector: readonly number[], side: number): { row: number[]; side: number } {
    const row = [...vector];
    let left = side;
    for (const known of this.rows) {
      const factor = row[known.pivot] ?? 0;
      if (factor === 0) continue;
      for (let j = 0; j < this.width; j += 1) row[j] = (row[j] ?? 0) - factor * (known.row[j] ?? 0);
      row[known.pivot] = 0;
      left -= factor * known.side;
    }
    return { row, side: left };
  }

  has(vector: readonly number[]): boolean {
    return this.reduced(vector, 0).row.every((value) => Math.abs(value) < zero);
  }

  /** Add a vector; false when it depends on those already there. */
  add(vector: readonly number[], side = 0): boolean {
    const { row, side: left } = this.reduced(vector, side);
    let pivot = 0;
    for (let j = 1; j < this.width; j += 1) {
      if (Math.abs(row[j] ?? 0) > Math.abs(row[pivot] ?? 0)) pivot = j;
    }
    const size = row[pivot] ?? 0;
    if (Math.abs(size) < zero) return false;
    const added = { pivot, row: row.map((value) => value / size), side: left / size };
    for (const known of this.rows) {
      const factor = known.row[pivot] ?? 0;
      if (factor === 0) continue;
      known.row = known.row.map((value, j) => value - factor * (added.row[j] ?? 0));
      known.side -= factor * added.side;
    }
    this.rows.push(added);
    return true;
  }

  /** The one solution, or `undefined` while the rank is below the width. */
  solution(): number[] | undefined {
    if (!this.hasSides || this.rows.length < this.width) return undefined;
    const values = Array.from({ length: this.width }, () => 0);
    for (const { pivot, side } of this.rows) values[pivot] = side;
    return values;
  }
}
