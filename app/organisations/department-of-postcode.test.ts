import { expect, test } from 'vitest';
import { departmentOfPostcode } from './department-of-postcode';

test.each([
  ['25000', '25'],
  ['01200', '01'],
  ['20000', '2A'],
  ['20200', '2B'],
  ['20620', '2B'],
  ['97400', '974'],
  ['98800', '988'],
  ['98000', null],
  ['00100', null],
  ['2500', null],
])('%s is in %s', (postcode, department) => {
  expect(departmentOfPostcode(postcode)).toBe(department);
});
