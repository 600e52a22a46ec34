import { describe, expect, it } from 'vitest';
import { crossings, gearOutline, roseLine } from './gear-outline';

function points(path: string): { x: number; y: number }[] {
  return [...path.matchAll(/(-?\d+\.\d\d) (-?\d+\.\d\d)(?=[A-Z]|$)/g)].map(([, x, y]) => ({
    x: Number(x),
    y: Number(y),
  }));
}

describe('drawings of wheels', () => {
  it('has as many tips as teeth', () => {
    const radii = points(gearOutline({ teeth: 12, pitchRadius: 60 })).map(({ x, y }) => Math.hypot(x, y));
    const tip = Math.max(...radii);
    expect(radii.filter((radius) => tip - radius < 0.02)).toHaveLength(12);
    expect(Math.min(...radii)).toBeLessThan(60);
    expect(tip).toBeGreaterThan(60);
  });

  it('leaves as many openings as arms, inside the rim', () => {
    const path = crossings({ teeth: 60, pitchRadius: 100, arms: 5, armWidth: 8 });
    expect(path.match(/M/g)).toHaveLength(5);
    for (const { x, y } of points(path)) expect(Math.hypot(x, y)).toBeLessThan(82.02);
  });

  it('waves a rose line between its crest and its trough', () => {
    for (const { x, y } of points(roseLine(50, 4, 12, 0))) {
      expect(Math.hypot(x, y)).toBeGreaterThan(45.9);
      expect(Math.hypot(x, y)).toBeLessThan(54.1);
    }
  });
});
