import { type Decision, decidePublication, forming, type Reading, type Told } from './publication';

/** Who counts for how much, step by step; 0 is "withdrew". Participant 0 is the attacker. */
export interface Step {
  readonly participant: number;
  readonly quantity: number;
}

/** The rule at work, as the worker runs it: what each change did to what everybody reads. */
export class WatchedPool {
  shown: Reading = forming;
  weighings = 0;
  private readonly now = new Map<number, number>();
  private weighed = new Map<number, number>();
  private readonly told: Told[] = [];

  constructor(private readonly tierQuantities: readonly number[]) {}

  apply({ participant, quantity }: Step): Reading {
    this.now.set(participant, quantity);
    const decision = this.decide();
    if (decision.weighed) {
      this.weighed = new Map(this.now);
      this.weighings += 1;
      if (decision.reading.stage !== 'forming')
        this.told.push({ quantities: this.counted(), reading: decision.reading });
    }
    this.shown = decision.reading;
    return this.shown;
  }

  quantityOf(participant: number): number {
    return this.now.get(participant) ?? 0;
  }

  private counted(): Map<string, number> {
    const counting = [...this.now].filter(([, quantity]) => quantity > 0);
    return new Map(counting.map(([participant, quantity]) => [String(participant), quantity]));
  }

  private decide(): Decision {
    const everybody = [...new Set([...this.now.keys(), ...this.weighed.keys()])];
    return decidePublication(
      {
        quantities: this.counted(),
        told: this.told,
        tierQuantities: this.tierQuantities,
        netChanges: everybody.filter((one) => (this.now.get(one) ?? 0) !== (this.weighed.get(one) ?? 0))
          .length,
      },
      this.shown,
    );
  }
}

/** What was readable after each step, as one text: equal texts are histories that nobody can tell apart. */
export function transcript(tierQuantities: readonly number[], steps: readonly Step[]): string {
  const pool = new WatchedPool(tierQuantities);
  return steps
    .map((step) => {
      const { stage, tierQuantity, roundedTotal } = pool.apply(step);
      return `${stage} ${tierQuantity} ${roundedTotal}`;
    })
    .join('\n');
}
