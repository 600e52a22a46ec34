import type { ReactNode } from 'react';

export interface Definition {
  term: string;
  description: ReactNode;
}

export function DefinitionList(props: { items: readonly Definition[] }) {
  return (
    <dl className="definitions">
      {props.items.map((item) => (
        <div className="definition" key={item.term}>
          <dt>{item.term}</dt>
          <dd className="num">{item.description}</dd>
        </div>
      ))}
    </dl>
  );
}
