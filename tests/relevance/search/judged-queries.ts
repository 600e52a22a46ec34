import fs from 'node:fs';

export const queryClasses = ['exact', 'inflected', 'typo', 'synonym', 'english', 'code', 'sentence'] as const;
export type QueryClass = (typeof queryClasses)[number];

/**
 * A query with what it should find in the demo set. Grades: 3 what was looked for, 2 does it in passing or in part,
 * 1 related. The `tuned` half was looked at while the ranking was made; the `blind` half was judged before and only
 * measured.
 */
export interface JudgedQuery {
  readonly half: 'tuned' | 'blind';
  readonly queryClass: QueryClass;
  readonly text: string;
  readonly grades: ReadonlyMap<string, number>;
}

/** @throws when a line of queries.tsv is not `half<TAB>class<TAB>text<TAB>ref:grade …` */
export function readJudgedQueries(): JudgedQuery[] {
  const file = new URL('queries.tsv', import.meta.url);
  const [, ...lines] = fs.readFileSync(file, 'utf8').trimEnd().split('\n');
  return lines.map((line, at) => {
    const [half, name, text, judgements = ''] = line.split('\t');
    const queryClass = queryClasses.find((one) => one === name);
    if ((half !== 'tuned' && half !== 'blind') || !queryClass || !text)
      throw new Error(`queries.tsv:${at + 2}: half, class, text, judgements expected`);
    const grades = judgements.split(' ').map((judgement): [string, number] => {
      const [, ref = '', grade = ''] = /^(cap-\d+):([1-3])$/.exec(judgement) ?? [];
      if (ref === '') throw new Error(`queries.tsv:${at + 2}: "${judgement}", expected cap-001:3`);
      return [ref, Number(grade)];
    });
    return { half, queryClass, text, grades: new Map(grades) };
  });
}
