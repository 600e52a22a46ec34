/** A node of a quadrature on [0, 1]. */
export type Node = { readonly at: number; readonly weight: number };

/**
 * The Gauss-Legendre rule with `count` nodes on [0, 1]: exact for polynomials up to degree 2 count - 1. Roots
 * of the Legendre polynomial by Newton's method from Tricomi's guess.
 */
export function gaussLegendre(count: number): Node[] {
  return Array.from({ length: count }, (_, k) => {
    let x = Math.cos((Math.PI * (k + 0.75)) / (count + 0.5));
    let slope = 1;
    for (let step = 0; step < 20; step += 1) {
      let previous = 1;
      let value = x;
      for (let degree = 2; degree <= count; degree += 1) {
        const next = ((2 * degree - 1) * x * value - (degree - 1) * previous) / degree;
        previous = value;
        value = next;
      }
      slope = (count * (x * value - previous)) / (x * x - 1);
      const move = value / slope;
      x -= move;
      if (Math.abs(move) < 1e-16) break;
    }
    return { at: (1 + x) / 2, weight: 1 / ((1 - x * x) * slope * slope) };
  });
}
