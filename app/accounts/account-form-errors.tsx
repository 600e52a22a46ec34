import type { RejectedForm } from '~/http/forms.server';
import { useMessages } from '~/i18n/locale-context';
import { accountMessages } from '~/i18n/messages/accounts';
import { FormErrors } from '~/ui/form-errors';
import { useAccountSentence } from './use-account-field';

/** What is wrong with a refused form: by field where there is a label for it, else of the whole. */
export function AccountFormErrors(props: {
  rejected: RejectedForm | undefined;
  labels: Readonly<Record<string, string>>;
}) {
  const words = useMessages(accountMessages);
  const say = useAccountSentence();
  return (
    <FormErrors
      title={words.errorsTitle}
      errors={Object.entries(props.rejected?.errors ?? {}).map(([name, codes]) => ({
        name: props.labels[name] === undefined ? '' : name,
        label: props.labels[name] ?? '',
        messages: codes.map(say),
      }))}
    />
  );
}
