import type { SharingRule } from '~/clearing/sharing-rule';
import { useMessages } from '~/i18n/locale-context';
import { clearingResultMessages } from '~/i18n/messages/clearing-results';
import { Disclosure } from '~/ui/disclosure';

/** The order's rule by name, and on demand in a paragraph: shown before anybody commits. */
export function SharingRuleWords({ rule }: { rule: SharingRule }) {
  const words = useMessages(clearingResultMessages);
  return (
    <div className="stack-small">
      <p>
        <strong>{words[rule]}</strong>. <span className="muted">{words.sharingFixed}</span>
      </p>
      <Disclosure summary={words.sharingRead}>
        <p>{words[`${rule}Text`]}</p>
        <p>{words.withinLimit}</p>
      </Disclosure>
    </div>
  );
}
