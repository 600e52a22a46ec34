import { Form, Link } from '@remix-run/react';
import type { ReactNode } from 'react';
import { paths } from '~/http/paths';
import { formatInteger } from '~/i18n/format';
import { useLocale, useMessages } from '~/i18n/locale-context';
import { homeMessages } from '~/i18n/messages/home';
import { Button } from '~/ui/button';
import { TextField } from '~/ui/text-field';
import { GearTrain } from './gear-train';
import type { Waiting } from './waiting';
import { WaitingForMe } from './waiting-for-me';

export interface HomePageProps {
  figures: { makers: number; capabilities: number; openGroupPurchases: number };
  families: { code: string; name: string; capabilities: number }[];
  /** Searches worth trying: names of real components and processes, in the reader's language. */
  examples: string[];
  waiting: { organisation: string; counts: Waiting } | null;
}

export function HomePage({ figures, families, examples, waiting }: HomePageProps) {
  return (
    <div className="home">
      {waiting ? (
        <div className="home-own">
          <WaitingForMe {...waiting} />
          <Search examples={examples} />
        </div>
      ) : (
        <Hero figures={figures} families={families} examples={examples} />
      )}
      <Doors />
      {families.length > 0 ? <FamilyIndex families={families} /> : null}
    </div>
  );
}

/** For a visitor: what this is, in five seconds, and a search. */
function Hero({ figures, families, examples }: Omit<HomePageProps, 'waiting'>) {
  const words = useMessages(homeMessages);
  return (
    <section className="home-hero">
      <div>
        <h1 className="home-title">{words.title}</h1>
        <p className="page-lead">{words.lead}</p>
        <Search examples={examples} />
      </div>
      <div className="home-drawing">
        <GearTrain />
        <Cartouche figures={figures} families={families.length} />
      </div>
    </section>
  );
}

function Doors() {
  const words = useMessages(homeMessages);
  return (
    <section aria-labelledby="doors">
      <h2 className="visually-hidden" id="doors">
        {words.doors}
      </h2>
      <div className="home-doors">
        <Door title={words.findTitle} link={words.findLink} to={paths.directory()}>
          {words.findText}
        </Door>
        <Door title={words.postTitle} link={words.postLink} to={paths.newNeed()}>
          {words.postText}
        </Door>
        <Door title={words.buyTitle} link={words.buyLink} to={paths.groupPurchases()}>
          {words.buyText}
        </Door>
      </div>
    </section>
  );
}

function Search({ examples }: { examples: string[] }) {
  const words = useMessages(homeMessages);
  return (
    <Form method="get" action={paths.directory()} role="search" className="home-search">
      <TextField
        type="search"
        name="q"
        label={words.searchLabel}
        autoComplete="off"
        enterKeyHint="search"
        maxLength={200}
      />
      <Button>{words.searchButton}</Button>
      <p className="home-examples">
        <span className="label">{words.examples}</span>
        {examples.map((example) => (
          <Link key={example} to={paths.directory(`?${new URLSearchParams({ q: example })}`)}>
            {example}
          </Link>
        ))}
      </p>
    </Form>
  );
}

/** The title block of the drawing. */
function Cartouche(props: { figures: HomePageProps['figures']; families: number }) {
  const words = useMessages(homeMessages);
  const locale = useLocale();
  const { makers, capabilities, openGroupPurchases } = props.figures;
  const cells = [
    { label: words.makers(makers), figure: makers },
    { label: words.capabilities(capabilities), figure: capabilities },
    { label: words.families(props.families), figure: props.families },
    { label: words.openPurchases(openGroupPurchases), figure: openGroupPurchases },
  ];
  return (
    <dl className="cartouche" aria-label={words.figures}>
      {cells.map(({ label, figure }) => (
        <div key={label}>
          <dt className="label">{label}</dt>
          <dd className="num">{formatInteger(figure, locale)}</dd>
        </div>
      ))}
    </dl>
  );
}

function Door(props: { title: string; to: string; link: string; children: ReactNode }) {
  return (
    <article className="home-door">
      <h3>{props.title}</h3>
      <p>{props.children}</p>
      <Link to={props.to} className="arrow-link">
        {props.link}
      </Link>
    </article>
  );
}

/** As at the end of a catalogue: name, dotted line, number. */
function FamilyIndex({ families }: Pick<HomePageProps, 'families'>) {
  const words = useMessages(homeMessages);
  const locale = useLocale();
  return (
    <section className="home-index" aria-labelledby="index">
      <h2 id="index">{words.indexTitle}</h2>
      <ul className="home-index-list">
        {families.map((family) => (
          <li key={family.code}>
            <Link to={paths.directory(`?${new URLSearchParams({ famille: family.code })}`)}>
              {family.name}
            </Link>
            <span className="home-index-dots" aria-hidden="true" />
            <span className="num">
              <span aria-hidden="true">{formatInteger(family.capabilities, locale)}</span>
              <span className="visually-hidden">{words.indexCount(family.capabilities)}</span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
