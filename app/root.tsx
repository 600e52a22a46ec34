import instrumentSans from '@fontsource-variable/instrument-sans/files/instrument-sans-latin-wght-normal.woff2?url';
import newsreader from '@fontsource-variable/newsreader/files/newsreader-latin-wght-normal.woff2?url';
import type { LinksFunction, LoaderFunctionArgs } from '@remix-run/node';
import {
  Links,
  Meta,
  type MetaFunction,
  Outlet,
  Scripts,
  ScrollRestoration,
  useRouteError,
  useRouteLoaderData,
} from '@remix-run/react';
import type { ReactNode } from 'react';
import { currentActor } from '~/http/actor.server';
import { requestLocale } from '~/i18n/locale.server';
import { LocaleProvider } from '~/i18n/locale-context';
import { messagesFor } from '~/i18n/messages';
import { errorPageMessages } from '~/i18n/messages/error-pages';
import { shellMessages } from '~/i18n/messages/shell';
import { requestAppearance } from '~/shell/appearance.server';
import { ErrorPage } from '~/shell/error-page';
import { failureKind, failureOf } from '~/shell/failure';
import { useNonce } from '~/shell/nonce-context';
import { pageTitle } from '~/shell/page-title';
import { SiteFrame } from '~/shell/site-frame';
import { findViewer } from '~/shell/viewer-queries.server';
import styles from '~/ui/styles.css?url';

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await currentActor(request);
  return {
    locale: requestLocale(request, actor),
    appearance: requestAppearance(request),
    viewer: actor ? await findViewer(actor) : null,
  };
}

const font = { rel: 'preload', as: 'font', type: 'font/woff2', crossOrigin: 'anonymous' } as const;

export const links: LinksFunction = () => [
  { ...font, href: instrumentSans },
  { ...font, href: newsreader },
  { rel: 'stylesheet', href: styles },
  { rel: 'icon', href: '/favicon.svg', type: 'image/svg+xml' },
];

export const meta: MetaFunction<typeof loader> = ({ data, error }) => {
  const locale = data?.locale ?? 'fr';
  const { siteName, tagline, description } = messagesFor(shellMessages, locale);
  if (error === undefined)
    return [{ title: `${siteName} · ${tagline}` }, { name: 'description', content: description }];
  const title = messagesFor(errorPageMessages, locale)[`${failureKind(failureOf(error).status)}Title`];
  return [{ title: pageTitle(title) }, { name: 'robots', content: 'noindex' }];
};

export function Layout({ children }: { children: ReactNode }) {
  // absent when this very loader failed: the page of that failure is in French, as a visitor sees it
  const root = useRouteLoaderData<typeof loader>('root');
  const nonce = useNonce();
  const locale = root?.locale ?? 'fr';
  const appearance = root?.appearance ?? 'system';
  return (
    <html lang={locale} data-theme={appearance === 'system' ? undefined : appearance}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="theme-color" media="(prefers-color-scheme: light)" content="#fbfbf9" />
        <meta name="theme-color" media="(prefers-color-scheme: dark)" content="#121417" />
        <Meta />
        <Links />
      </head>
      <body>
        <LocaleProvider locale={locale}>
          <SiteFrame viewer={root?.viewer ?? null} appearance={appearance}>
            {children}
          </SiteFrame>
        </LocaleProvider>
        <ScrollRestoration nonce={nonce} />
        <Scripts nonce={nonce} />
      </body>
    </html>
  );
}

export default function Root() {
  return <Outlet />;
}

export function ErrorBoundary() {
  return <ErrorPage failure={failureOf(useRouteError())} />;
}
