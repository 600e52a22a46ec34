import { Form, Link, useLocation } from '@remix-run/react';
import { paths } from '~/http/paths';
import { useLocale, useMessages } from '~/i18n/locale-context';
import { shellMessages } from '~/i18n/messages/shell';
import type { Appearance } from './appearance';
import { WheelMark } from './wheel-mark';

const languages = [
  { locale: 'fr', name: 'Français' },
  { locale: 'en', name: 'English' },
] as const;

export function SiteFooter({ appearance }: { appearance: Appearance }) {
  const words = useMessages(shellMessages);
  const { pathname, search } = useLocation();
  const here = pathname + search;
  return (
    <footer className="site-footer">
      <div className="site-footer-line">
        <div className="site-footer-about">
          <p className="site-name">
            <WheelMark />
            <span>{words.siteName}</span>
          </p>
          <p>{words.tagline}.</p>
          <p className="muted">{words.promise}</p>
        </div>
        <nav aria-label={words.footer} className="site-footer-links">
          <ul>
            <li>
              <Link to={paths.directory()}>{words.directory}</Link>
            </li>
            <li>
              <Link to={paths.makers()}>{words.makers}</Link>
            </li>
            <li>
              <Link to={paths.needs()}>{words.needs}</Link>
            </li>
            <li>
              <Link to={paths.groupPurchases()}>{words.groupPurchases}</Link>
            </li>
          </ul>
        </nav>
        <div className="site-footer-preferences">
          <LanguageChoice here={here} />
          <AppearanceChoice here={here} appearance={appearance} />
        </div>
      </div>
    </footer>
  );
}

function LanguageChoice({ here }: { here: string }) {
  const words = useMessages(shellMessages);
  const chosen = useLocale();
  return (
    <Form method="post" action={paths.language()} preventScrollReset className="preference">
      <fieldset>
        <legend className="label">{words.language}</legend>
        <input type="hidden" name="back" value={here} />
        {languages.map(({ locale, name }) => (
          <button
            type="submit"
            key={locale}
            name="locale"
            value={locale}
            lang={locale}
            aria-pressed={locale === chosen}
          >
            {name}
          </button>
        ))}
      </fieldset>
    </Form>
  );
}

function AppearanceChoice({ here, appearance }: { here: string; appearance: Appearance }) {
  const words = useMessages(shellMessages);
  const choices = [
    { value: 'system', name: words.appearanceSystem },
    { value: 'light', name: words.appearanceLight },
    { value: 'dark', name: words.appearanceDark },
  ] as const;
  return (
    <Form method="post" action={paths.appearance()} preventScrollReset className="preference">
      <fieldset>
        <legend className="label">{words.appearance}</legend>
        <input type="hidden" name="back" value={here} />
        {choices.map(({ value, name }) => (
          <button
            type="submit"
            key={value}
            name="appearance"
            value={value}
            aria-pressed={value === appearance}
          >
            {name}
          </button>
        ))}
      </fieldset>
    </Form>
  );
}
