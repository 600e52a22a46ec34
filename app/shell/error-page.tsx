import { useLocation } from '@remix-run/react';
import { paths } from '~/http/paths';
import { useLocale, useMessages } from '~/i18n/locale-context';
import { errorPageMessages } from '~/i18n/messages/error-pages';
import { refusalText } from '~/i18n/messages/refusals';
import { ButtonLink } from '~/ui/button-link';
import { type Failure, failureKind } from './failure';

/** What happened, what is kept, what to do, and the number to quote. Never a stack. */
export function ErrorPage({ failure }: { failure: Failure }) {
  const words = useMessages(errorPageMessages);
  const locale = useLocale();
  const location = useLocation();
  const kind = failureKind(failure.status);
  // a generic code says less than the page itself
  const precise = failure.code === 'not-found' || failure.code === null ? null : failure.code;
  const said = precise === null ? null : refusalText(precise, locale);
  const here = location.pathname + location.search;
  return (
    <div className="error-page">
      <p className="label num">{failure.status}</p>
      <h1>{words[`${kind}Title`]}</h1>
      <p className="page-lead">{said ?? words[`${kind}Text`]}</p>
      <dl className="error-page-facts">
        <div>
          <dt className="label">{words.errorKept}</dt>
          <dd>{words[`${kind}Kept`]}</dd>
        </div>
        <div>
          <dt className="label">{words.errorNext}</dt>
          <dd>{words[`${kind}Next`]}</dd>
        </div>
      </dl>
      <div className="cluster">
        {kind === 'unauthorized' ? (
          <ButtonLink to={paths.signIn(here)}>{words.errorSignIn}</ButtonLink>
        ) : null}
        {kind === 'unexpected' || kind === 'unavailable' || kind === 'conflict' ? (
          <ButtonLink to={here} reloadDocument>
            {words.errorRetry}
          </ButtonLink>
        ) : null}
        {kind === 'notFound' || kind === 'gone' ? (
          <ButtonLink to={paths.directory()}>{words.errorSearch}</ButtonLink>
        ) : null}
        <ButtonLink to={paths.home()} variant="secondary">
          {words.errorBackHome}
        </ButtonLink>
      </div>
      {failure.requestId ? (
        <p className="error-page-number small muted num">
          {words.errorNumber} : <code>{failure.requestId}</code>
        </p>
      ) : null}
    </div>
  );
}
