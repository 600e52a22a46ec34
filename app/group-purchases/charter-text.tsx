import { useMessages } from '~/i18n/locale-context';
import { groupPurchaseMessages } from '~/i18n/messages/group-purchases';
import { charterVersion } from './charter';

/** The charter of the present version, whole: it is read where it is accepted. */
export function CharterText() {
  const words = useMessages(groupPurchaseMessages);
  return (
    <div className="prose stack-small">
      <p className="label">{words.charterVersion(charterVersion)}</p>
      <ol>
        <li>{words.charter1}</li>
        <li>{words.charter2}</li>
        <li>{words.charter3}</li>
        <li>{words.charter4}</li>
        <li>{words.charter5}</li>
      </ol>
      <p className="small muted">{words.charterSource}</p>
    </div>
  );
}
