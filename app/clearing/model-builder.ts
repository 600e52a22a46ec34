/** Columns and values of one row; a column may come twice, its values are added. */
export type Terms = (readonly [column: number, value: number])[];

/** A row of a model: `lower <= sum(values[k] * x[columns[k]]) <= upper`. */
export type ModelRow = {
  readonly columns: readonly number[];
  readonly values: readonly number[];
  readonly lower: number;
  readonly upper: number;
};

export type ModelColumn = {
  readonly cost: number;
  readonly lower: number;
  readonly upper: number;
  readonly integer?: boolean;
};

/** Collects the columns and rows of a linear or mixed-integer program. */
export class ModelBuilder {
  readonly columns: ModelColumn[] = [];
  readonly rows: ModelRow[] = [];

  /** A variable from 0 to `upper`; returns its column. */
  column(cost: number, upper: number, integer: boolean): number {
    return this.columns.push({ cost, lower: 0, upper, integer }) - 1;
  }

  row(terms: Terms, lower: number, upper: number): void {
    const sums = new Map<number, number>();
    for (const [column, value] of terms) sums.set(column, (sums.get(column) ?? 0) + value);
    this.rows.push({ columns: [...sums.keys()], values: [...sums.values()], lower, upper });
  }

  atMost(terms: Terms, upper: number): void {
    this.row(terms, Number.NEGATIVE_INFINITY, upper);
  }

  atLeast(terms: Terms, lower: number): void {
    this.row(terms, lower, Number.POSITIVE_INFINITY);
  }
}
