import { useNavigation } from '@remix-run/react';
import type { ReactNode } from 'react';
import { useMessages } from '~/i18n/locale-context';
import { shellMessages } from '~/i18n/messages/shell';
import type { Appearance } from './appearance';
import { SiteFooter } from './site-footer';
import { SiteHeader } from './site-header';
import type { Viewer } from './viewer';

/** What stands around every page. */
export function SiteFrame(props: { viewer: Viewer | null; appearance: Appearance; children: ReactNode }) {
  const words = useMessages(shellMessages);
  return (
    <>
      <a href="#contenu" className="skip-link">
        {words.skipToContent}
      </a>
      <LoadingLine />
      <SiteHeader viewer={props.viewer} />
      <main id="contenu" className="page" tabIndex={-1}>
        {props.children}
      </main>
      <SiteFooter appearance={props.appearance} />
    </>
  );
}

/** Shown only when a page takes longer than the eye notices (a delay in the style). */
function LoadingLine() {
  const words = useMessages(shellMessages);
  const busy = useNavigation().state !== 'idle';
  return (
    <div className="loading-line" role="status" hidden={!busy}>
      {busy ? <span className="visually-hidden">{words.loading}</span> : null}
    </div>
  );
}
